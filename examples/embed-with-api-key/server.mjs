// An ERP with a login of its own and no identity provider. Its server holds an API key of the connector and trades it for a
// short-lived token for whoever is signed in. The key never leaves this process.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const { DISPATCHKIT_API_KEY: apiKey, CONNECTOR_URL: connector = 'http://127.0.0.1:8787', PORT = '8791' } = process.env;
if (!apiKey) {
  console.error('Set DISPATCHKIT_API_KEY to an API key with the scope embed_tokens:write; the README says how to make one.');
  process.exit(1);
}

/** The ERP's own users, and what each may do here. Yours come from your database. */
const people = {
  anna: { name: 'Anna Schmidt', role: 'dispatcher' },
  ben: { name: 'Ben Ito', role: 'viewer' },
};
/** Sessions of the ERP: a random cookie stands for a user. */
const sessions = new Map();

const pages = fileURLToPath(new URL('public/', import.meta.url));
const widgets = fileURLToPath(new URL('../../widgets/dist/script/', import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' };
const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'self'",
  `connect-src 'self' ${connector}; frame-ancestors 'none'`,
  "require-trusted-types-for 'script'; trusted-types lit-html dispatchkit 'allow-duplicates'",
].join('; ');

const server = createServer(async (request, response) => {
  const { method, url = '/' } = request;
  // An absolute path keeps no `..`, so nothing outside the two folders is ever read.
  const path = normalize(new URL(url, 'http://localhost').pathname).replace(/^[/\\]+/, '');
  try {
    if (method === 'POST' && path === 'login') await signIn(request, response);
    else if (method === 'POST' && path === 'dispatch-token') await answerToken(request, response);
    else await answerFile(path || (userOf(request) ? 'index.html' : 'login.html'), response);
  } catch (error) {
    console.error(`${method} /${path}: ${error.message}`);
    if (!response.headersSent) response.writeHead(method === 'POST' ? 502 : 404).end();
  }
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Ready: http://127.0.0.1:${server.address()?.port}/`));

/** Trades the key for a token. Who it is for and what they may do is decided here, by the session, and by nothing the page sends. */
async function answerToken(request, response) {
  const user = userOf(request);
  if (!user) return void response.writeHead(401).end();
  const answer = await fetch(`${connector}/v1/embed-tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ subject: user, ...people[user], origins: [`http://${request.headers.host}`] }),
    signal: AbortSignal.timeout(5_000),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`the connector answers ${answer.status} ${body.code}: ${body.detail}`);
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ token: body.token }));
}

/** A stand-in for the login you have. */
async function signIn(request, response) {
  let form = '';
  for await (const chunk of request) if (form.length < 1_000) form += chunk;
  const user = new URLSearchParams(form).get('user') ?? '';
  if (!Object.hasOwn(people, user)) return void response.writeHead(303, { location: '/' }).end();
  const session = randomBytes(32).toString('base64url');
  sessions.set(session, user);
  // Behind TLS add `Secure`.
  response.writeHead(303, { location: '/', 'set-cookie': `erp_session=${session}; HttpOnly; SameSite=Lax; Path=/` }).end();
}

function userOf(request) {
  const [, session] = /(?:^|;\s*)erp_session=([\w-]+)/.exec(request.headers.cookie ?? '') ?? [];
  return sessions.get(session);
}

async function answerFile(path, response) {
  const file = path.startsWith('dispatchkit/') ? join(widgets, path.slice('dispatchkit/'.length)) : join(pages, path);
  let body = await readFile(file);
  // The page names the usual address of the connector; ask for another one with CONNECTOR_URL.
  if (path === 'index.html') body = Buffer.from(body.toString().replace('http://127.0.0.1:8787', connector));
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
