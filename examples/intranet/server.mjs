// An intranet as many companies have one: static pages, a login of its own, a strict content security policy.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const port = Number(process.env.PORT ?? 8790);
const connector = process.env.CONNECTOR_URL ?? 'http://127.0.0.1:8787';
const pages = fileURLToPath(new URL('public/', import.meta.url));
const widgets = fileURLToPath(new URL('../../widgets/dist/script/', import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' };
const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'",
  `connect-src 'self' ${connector}`,
  "require-trusted-types-for 'script'; trusted-types lit-html dispatchkit 'allow-duplicates'",
].join('; ');

const server = createServer(async (request, response) => {
  // An absolute path keeps no `..`, so nothing outside the two folders is ever read.
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname).replace(/^[/\\]+/, '');
  try {
    if (request.method === 'POST' && path === 'dispatch-token') await answerToken(response);
    else await answerFile(path || 'index.html', response);
  } catch {
    if (!response.headersSent) response.writeHead(path === 'dispatch-token' ? 502 : 404).end();
  }
});
server.listen(port, '127.0.0.1', () => console.log(`Ready: http://127.0.0.1:${server.address()?.port}/`));

/** Here the session of your intranet decides who asks and what they may do. The token itself comes from the development issuer. */
async function answerToken(response) {
  const answer = await fetch(`${connector}/dev/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ role: 'dispatcher', name: 'Robin from the intranet' }),
  });
  response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(await answer.text());
}

async function answerFile(path, response) {
  const file = path.startsWith('dispatchkit/') ? join(widgets, path.slice('dispatchkit/'.length)) : join(pages, path);
  let body = await readFile(file);
  // The page names the usual address of the connector; ask for another one with CONNECTOR_URL.
  if (path === 'index.html') body = Buffer.from(body.toString().replace('http://127.0.0.1:8787', connector));
  response.writeHead(200, {
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
  });
  response.end(body);
}
