// Faults on request, so that a test can see Bedside refuse each of them.
//
//   POST   /misbehave {"kind": "nonce"}            wrong from now on
//   GET    /misbehave                              what is set, and all kinds
//   DELETE /misbehave                              behave again
//
// A fault of the `once` kinds is over after one answer that showed it, unless
// "times" says otherwise; the others last until they are reset.

import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from './body.js';

const kinds = {
  // Wrong ID tokens; everything else about the sign-in is right.
  signature: 'once', // signed by a key that the JWKS does not have, under a known kid
  unknown_key: 'once', // as above, under a kid that the JWKS does not have
  unsigned: 'once', // "alg": "none"
  hmac: 'once', // HS256 with the client secret
  issuer: 'once',
  audience: 'once',
  authorized_party: 'once', // two audiences, azp names another client
  nonce: 'once',
  no_nonce: 'once',
  expired: 'once',
  issued_in_future: 'once',
  not_yet_valid: 'once', // nbf in the future
  no_subject: 'once',
  auth_time_old: 'once', // signed in at the provider an hour ago
  no_auth_time: 'once',
  // The token endpoint.
  no_id_token: 'once',
  token_500: 'once',
  token_invalid_json: 'once',
  token_slow: 'once', // holds the answer for "seconds" (default 30)
  // The redirect back.
  callback_state: 'once', // another state
  callback_issuer: 'once', // another iss (RFC 9207)
  callback_no_issuer: 'once', // none, although the metadata announces one
  // The stand-in of GitHub.
  user_401: 'once',
  user_500: 'once',
  // Lasting.
  discovery_down: 'until_reset',
  discovery_issuer: 'until_reset', // the document names another issuer
  jwks_down: 'until_reset',
  coop: 'until_reset', // Cross-Origin-Opener-Policy: same-origin on every answer
};

/** What is set, and the HTTP door to set it. */
export function createMisbehaviour() {
  let set = { kind: null };

  function json(response, status, value) {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(value)}\n`);
  }

  return {
    /** True when this fault is set. */
    is: (kind) => set.kind === kind,
    /** True when this fault is set and shows now; a `once` fault is spent by it. */
    take(kind) {
      if (set.kind !== kind) return false;
      if (kinds[kind] === 'once') {
        set.times -= 1;
        if (set.times <= 0) set = { kind: null };
      }
      return true;
    },
    /** The name of the fault that is set, or null. */
    kind: () => set.kind,
    /** Holds an answer back if `token_slow` is set. */
    async delay() {
      const { seconds } = set;
      if (this.take('token_slow')) await sleep(seconds * 1000);
    },
    async handle(request, response) {
      // Only tools may flip this switch, not a page open in a browser.
      if (request.headers.origin !== undefined) {
        json(response, 403, { error: 'not from a web page' });
      } else if (request.method === 'GET') {
        json(response, 200, { ...set, kinds: Object.keys(kinds) });
      } else if (request.method === 'DELETE') {
        set = { kind: null };
        json(response, 200, set);
      } else {
        try {
          const { kind, seconds = 30, times = 1 } = JSON.parse(await readBody(request));
          if (!Object.hasOwn(kinds, kind)) throw new Error(`no kind of fault is called "${kind}"`);
          set = { kind, seconds, times };
          json(response, 200, set);
        } catch (error) {
          json(response, 400, { error: error.message, kinds: Object.keys(kinds) });
        }
      }
    },
  };
}
