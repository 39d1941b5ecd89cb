// The environment, read once. A missing value has a default that suits
// `cargo xtask demo`; a bad one ends the start with a sentence.

function fail(sentence) {
  console.error(`demo/idp: ${sentence}`);
  process.exit(2);
}

function port() {
  const text = process.env.PORT ?? '8788';
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    fail(`PORT must be a number from 0 to 65535, not "${text}"`);
  }
  return number;
}

// One address for each of the providers that this process plays.
const CALLBACKS = ['demo', 'github'].map((id) => `http://127.0.0.1:8787/v1/sign-in/callback/${id}`);

function redirectUris() {
  const text = process.env.REDIRECT_URIS ?? CALLBACKS.join(',');
  const list = text.split(',').map((uri) => uri.trim()).filter(Boolean);
  const bad = list.find((uri) => !URL.canParse(uri));
  if (list.length === 0 || bad !== undefined) {
    fail(`REDIRECT_URIS must be addresses separated by commas, not "${bad ?? text}"`);
  }
  return list;
}

export const config = {
  /** 0 picks a free port; the first line on stdout tells which. */
  port: port(),
  /** Set by server.js from the port when the environment does not name it. */
  issuer: process.env.ISSUER,
  redirectUris: redirectUris(),
  clientId: process.env.CLIENT_ID ?? 'bedside',
  clientSecret: process.env.CLIENT_SECRET ?? 'demo-only-secret',
  /** `client_secret_basic` (OpenID's default) or `client_secret_post`. */
  tokenAuthMethod: process.env.TOKEN_AUTH_METHOD ?? 'client_secret_basic',
};
