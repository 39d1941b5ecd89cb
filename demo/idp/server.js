// Starts the demo's sign-in services on loopback: a certified OpenID provider
// at /, a stand-in of GitHub's OAuth endpoints at /github/, and /misbehave,
// with which a test makes either of them answer wrongly.

import http from 'node:http';
import { config } from './config.js';
import { createGitHub } from './github.js';
import { createMisbehaviour } from './misbehave.js';
import { favicon, style } from './pages.js';
import { createProvider } from './provider.js';

const server = http.createServer();

server.on('error', (error) => {
  console.error(`demo/idp: cannot listen on 127.0.0.1:${config.port}: ${error.message}`);
  process.exit(1);
});

server.listen(config.port, '127.0.0.1', async () => {
  const settings = {
    ...config,
    issuer: config.issuer ?? `http://127.0.0.1:${server.address().port}`,
  };
  const misbehaviour = createMisbehaviour();
  const provider = await createProvider(settings, misbehaviour);
  const openid = provider.callback();
  const github = createGitHub(settings, misbehaviour);

  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url, settings.issuer);
    if (pathname === '/healthz') {
      response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
    } else if (pathname === '/style.css') {
      response.setHeader('content-type', 'text/css; charset=utf-8').end(style);
    } else if (pathname === '/favicon.svg' || pathname === '/favicon.ico') {
      response.setHeader('content-type', 'image/svg+xml').end(favicon);
    } else if (pathname === '/misbehave') {
      misbehaviour.handle(request, response);
    } else if (pathname.startsWith('/github/')) {
      github(request, response, pathname);
    } else {
      openid(request, response);
    }
  });
  console.log(`demo/idp: ready on ${settings.issuer}`);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
