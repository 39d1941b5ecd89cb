// A stand-in of the three GitHub addresses that an OAuth sign-in uses, with
// GitHub's manners: 200 with an `error` for a bad code, form encoding unless
// JSON is asked for, and no answer without a User-Agent.
//
//   authorize_url  /github/login/oauth/authorize
//   token_url      /github/login/oauth/access_token
//   user_url       /github/user

import { createHash, randomBytes } from 'node:crypto';
import { readFields } from './body.js';
import { consentPage, personaPage, problemPage } from './pages.js';
import { claims, persona } from './personas.js';

const TEN_MINUTES = 600_000;
const handle = () => randomBytes(20).toString('hex');

function html(response, status, page, extra = {}) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...extra });
  response.end(page);
}

function json(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

/** Answers requests below /github/. */
export function createGitHub(settings, misbehaviour) {
  const codes = new Map();
  const tokens = new Map();

  /** The choice of a persona, the consent, and the redirect back. */
  function authorize(request, response) {
    const url = new URL(request.url, settings.issuer);
    const ask = url.searchParams;
    const redirect = ask.get('redirect_uri') ?? settings.redirectUris[0];
    const extra = misbehaviour.is('coop') ? { 'cross-origin-opener-policy': 'same-origin' } : {};
    if (ask.get('client_id') !== settings.clientId || !settings.redirectUris.includes(redirect)) {
      html(response, 404, problemPage('Unknown application', 'The client id or the redirect address is not registered.'), extra);
      return;
    }
    const back = new URL(redirect);
    if (ask.has('state')) back.searchParams.set('state', ask.get('state'));
    const chosen = persona(ask.get('as'));
    if (ask.get('step') === 'cancel') {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'The user has denied your application access.');
      response.writeHead(302, { location: back.href, ...extra }).end();
    } else if (ask.get('step') === 'continue' && chosen && request.method === 'POST') {
      const code = handle();
      codes.set(code, { chosen, redirect, challenge: ask.get('code_challenge'), expires: Date.now() + TEN_MINUTES });
      back.searchParams.set('code', code);
      if (misbehaviour.take('callback_state')) back.searchParams.set('state', 'a-state-nobody-asked-for');
      response.writeHead(302, { location: back.href, ...extra }).end();
    } else {
      const action = url.pathname;
      html(response, 200, chosen ? consentPage(chosen, action, ask) : personaPage(action, ask), extra);
    }
  }

  /** Why a code cannot be exchanged, or null. */
  function refusal(fields, grant) {
    if (fields.get('client_id') !== settings.clientId || fields.get('client_secret') !== settings.clientSecret) {
      return ['incorrect_client_credentials', 'The client_id and/or client_secret passed are incorrect.'];
    }
    if (grant === undefined || grant.expires < Date.now()) {
      return ['bad_verification_code', 'The code passed is incorrect or expired.'];
    }
    if (fields.has('redirect_uri') && fields.get('redirect_uri') !== grant.redirect) {
      return ['redirect_uri_mismatch', 'The redirect_uri MUST match the registered callback URL for this application.'];
    }
    const verifier = createHash('sha256').update(fields.get('code_verifier') ?? '').digest('base64url');
    if (grant.challenge && grant.challenge !== verifier) {
      return ['bad_verification_code', 'The code_verifier does not fit the code_challenge.'];
    }
    return null;
  }

  async function exchange(request, response) {
    if (misbehaviour.take('token_500')) {
      response.writeHead(500).end('The provider is having a bad day.');
      return;
    }
    await misbehaviour.delay();
    const fields = await readFields(request);
    const grant = codes.get(fields.get('code'));
    codes.delete(fields.get('code'));
    const refused = refusal(fields, grant);
    let answer;
    if (refused) {
      answer = { error: refused[0], error_description: refused[1] };
    } else {
      const token = `gho_${handle()}`;
      tokens.set(token, grant.chosen);
      answer = { access_token: token, token_type: 'bearer', scope: '' };
    }
    if (misbehaviour.take('token_invalid_json')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token": "gho_');
    } else if ((request.headers.accept ?? '').includes('application/json')) {
      json(response, 200, answer);
    } else {
      response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' });
      response.end(new URLSearchParams(answer).toString());
    }
  }

  function user(request, response) {
    const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const who = tokens.get(token);
    if (!request.headers['user-agent']) {
      response.writeHead(403, { 'content-type': 'text/plain' });
      response.end('Request forbidden by administrative rules. Please make sure your request has a User-Agent header.');
    } else if (misbehaviour.take('user_500')) {
      response.writeHead(500).end();
    } else if (who === undefined || misbehaviour.take('user_401')) {
      json(response, 401, { message: token ? 'Bad credentials' : 'Requires authentication', status: '401' });
    } else {
      const { name, email, picture } = claims(who, settings.issuer);
      json(response, 200, { login: `${who.sub}-gh`, id: who.githubId, type: 'User', name, email, avatar_url: picture });
    }
  }

  return (request, response, pathname) => {
    const route = `${request.method} ${pathname}`;
    if (pathname === '/github/login/oauth/authorize') {
      authorize(request, response);
    } else if (route === 'POST /github/login/oauth/access_token') {
      exchange(request, response).catch((error) => json(response, 400, { message: error.message }));
    } else if (route === 'GET /github/user') {
      user(request, response);
    } else {
      json(response, 404, { message: 'Not Found', status: '404' });
    }
  };
}
