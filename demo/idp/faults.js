// The faults of misbehave.js, wrapped around the OpenID provider as Koa
// middleware: the provider does its work, then its answer is spoilt.

import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

const HOUR = 3600;
const now = () => Math.floor(Date.now() / 1000);

/** Which claims each wrong ID token has changed. `undefined` drops a claim. */
const spoilt = {
  issuer: () => ({ iss: 'https://someone-else.example' }),
  audience: () => ({ aud: 'another-client' }),
  authorized_party: (claims) => ({ aud: [claims.aud, 'another-client'], azp: 'another-client' }),
  nonce: () => ({ nonce: 'a-nonce-nobody-asked-for' }),
  no_nonce: () => ({ nonce: undefined }),
  expired: () => ({ iat: now() - 2 * HOUR, exp: now() - HOUR }),
  issued_in_future: () => ({ iat: now() + HOUR, exp: now() + 2 * HOUR }),
  not_yet_valid: () => ({ nbf: now() + HOUR, exp: now() + 2 * HOUR }),
  no_subject: () => ({ sub: undefined }),
  auth_time_old: () => ({ auth_time: now() - HOUR }),
  no_auth_time: () => ({ auth_time: undefined }),
};

/** The ID token again, wrong in the way that is set. */
async function spoilIdToken(idToken, { misbehaviour, signingKey, clientSecret }) {
  const header = decodeProtectedHeader(idToken);
  const claims = decodeJwt(idToken);
  const sign = (payload, key, head = header) => new SignJWT(payload).setProtectedHeader(head).sign(key);

  if (misbehaviour.take('signature')) {
    const stranger = await generateKeyPair(header.alg);
    return sign(claims, stranger.privateKey);
  }
  if (misbehaviour.take('unknown_key')) {
    const stranger = await generateKeyPair(header.alg);
    return sign(claims, stranger.privateKey, { ...header, kid: 'nobody-knows-me' });
  }
  if (misbehaviour.take('unsigned')) return new UnsecuredJWT(claims).encode();
  if (misbehaviour.take('hmac')) {
    return sign(claims, new TextEncoder().encode(clientSecret.padEnd(32, '\0')), { alg: 'HS256' });
  }
  const kind = misbehaviour.kind();
  if (Object.hasOwn(spoilt, kind) && misbehaviour.take(kind)) {
    return sign({ ...claims, ...spoilt[kind](claims) }, signingKey);
  }
  return idToken;
}

async function token(ctx, next, tools) {
  const { misbehaviour } = tools;
  if (misbehaviour.take('token_500')) {
    ctx.status = 500;
    ctx.body = 'The provider is having a bad day.';
    return;
  }
  await misbehaviour.delay();
  await next();
  if (!ctx.body?.id_token) return;
  if (misbehaviour.take('token_invalid_json')) {
    ctx.type = 'application/json';
    ctx.body = '{"id_token": "eyJ';
  } else if (misbehaviour.take('no_id_token')) {
    ctx.body = { ...ctx.body, id_token: undefined };
  } else {
    ctx.body = { ...ctx.body, id_token: await spoilIdToken(ctx.body.id_token, tools) };
  }
}

async function redirectBack(ctx, next, { misbehaviour }) {
  await next();
  const location = ctx.response.get('location');
  if (!location || !URL.canParse(location)) return;
  const url = new URL(location);
  if (!url.searchParams.has('code')) return;
  if (misbehaviour.take('callback_state')) {
    url.searchParams.set('state', 'a-state-nobody-asked-for');
  } else if (misbehaviour.take('callback_issuer')) {
    url.searchParams.set('iss', 'https://someone-else.example');
  } else if (misbehaviour.take('callback_no_issuer')) {
    url.searchParams.delete('iss');
  } else {
    return;
  }
  ctx.set('location', url.href);
}

/** Koa middleware that shows whatever fault is set. */
export function faults(tools) {
  const { misbehaviour } = tools;
  return async (ctx, next) => {
    if (misbehaviour.is('coop')) ctx.set('cross-origin-opener-policy', 'same-origin');
    if (ctx.path === '/.well-known/openid-configuration') {
      if (misbehaviour.is('discovery_down')) {
        ctx.status = 503;
        return;
      }
      await next();
      if (misbehaviour.is('discovery_issuer')) {
        ctx.body = { ...ctx.body, issuer: 'https://someone-else.example' };
      }
    } else if (ctx.path === '/jwks' && misbehaviour.is('jwks_down')) {
      ctx.status = 503;
    } else if (ctx.path === '/token') {
      await token(ctx, next, tools);
    } else if (ctx.path.startsWith('/auth')) {
      await redirectBack(ctx, next, tools);
    } else {
      await next();
    }
  };
}
