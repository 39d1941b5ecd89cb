// The OpenID provider: `oidc-provider` as it is, with our pages for choosing a
// persona and consenting.

import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { faults } from './faults.js';
import { consentPage, personaPage, problemPage } from './pages.js';
import { claims, persona } from './personas.js';

const SESSION_COOKIE = 'provider_session';

/**
 * Drops the provider's own session from every request and answer. Without it
 * the provider would remember the first persona and sign it in again silently;
 * with it gone, each sign-in asks, and two tabs can hold two personas.
 */
async function withoutSession(ctx, next) {
  const isSession = (cookie) => cookie.trim().startsWith(SESSION_COOKIE);
  const sent = ctx.req.headers.cookie;
  if (sent) ctx.req.headers.cookie = sent.split(';').filter((c) => !isSession(c)).join(';');
  await next();
  const setCookies = [ctx.response.get('set-cookie') || []].flat();
  ctx.remove('set-cookie');
  const kept = setCookies.filter((cookie) => !isSession(cookie));
  if (kept.length > 0) ctx.set('set-cookie', kept);
}

/** The pages between the authorization request and the redirect back. */
function interactions(provider) {
  return async (ctx, next) => {
    const match = /^\/interaction\/([\w-]+)(?:\/(continue|cancel))?$/.exec(ctx.path);
    if (!match) return next();
    const [, uid, step] = match;
    let details;
    try {
      details = await provider.interactionDetails(ctx.req, ctx.res);
    } catch {
      ctx.status = 400;
      ctx.type = 'html';
      ctx.body = problemPage('This sign-in has expired', 'Close this window and start the sign-in again.');
      return undefined;
    }
    const finish = async (result) => {
      ctx.status = 303;
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
    };
    if (step === 'cancel') {
      return finish({ error: 'access_denied', error_description: 'the person cancelled' });
    }
    const chosen = persona(ctx.query.as);
    if (step === 'continue' && chosen && ctx.method === 'POST') {
      const grant = new provider.Grant({ accountId: chosen.sub, clientId: details.params.client_id });
      grant.addOIDCScope(details.params.scope);
      return finish({
        login: { accountId: chosen.sub, remember: false },
        consent: { grantId: await grant.save() },
      });
    }
    ctx.type = 'html';
    ctx.set('cache-control', 'no-store');
    ctx.body = chosen ? consentPage(chosen, `/interaction/${uid}`) : personaPage(`/interaction/${uid}`);
    return undefined;
  };
}

/** The provider, ready to answer. */
export async function createProvider(settings, misbehaviour) {
  const { publicKey: _, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
  const provider = new Provider(settings.issuer, {
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        client_name: 'Bedside',
        redirect_uris: settings.redirectUris,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: settings.tokenAuthMethod,
      },
    ],
    jwks: { keys: [jwk] },
    scopes: ['openid'],
    responseTypes: ['code'],
    // The ID token tells more than was asked for, as some providers do.
    claims: { openid: ['sub', 'name', 'email', 'picture'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => {
      const found = persona(sub);
      return found && { accountId: sub, claims: () => claims(found, settings.issuer) };
    },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    pkce: { required: () => true },
    expiresWithSession: () => false,
    cookies: { keys: [randomBytes(32).toString('hex')], names: { session: SESSION_COOKIE } },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: { Interaction: 3600, Grant: 3600, Session: 3600, AccessToken: 3600, IdToken: 3600, AuthorizationCode: 60 },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = problemPage('The sign-in cannot go on', out.error_description ?? out.error);
    },
  });
  provider.use(faults({ misbehaviour, signingKey: privateKey, clientSecret: settings.clientSecret }));
  provider.use(withoutSession);
  provider.use(interactions(provider));
  return provider;
}
