import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Egress, OutgoingRequest } from '../ports/egress.ts';
import { socketEgress } from '../runtimes/shared/socket-egress.ts';
import { checkUrl, EgressError, type EgressRules, guardedFetch } from './guard.ts';
import { isPublicAddress } from './public-address.ts';

const strict: EgressRules = { allowHttp: false, allowPrivate: [] };

/** Blocks that are not of the open internet, kept apart from the code under test. */
const specialV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

const numberOf = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const partsOf = (ip: number) => [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256);
const isSpecial = (ip: number) =>
  specialV4.some(([base, bits]) => Math.floor(ip / 2 ** (32 - bits)) === Math.floor(numberOf(base) / 2 ** (32 - bits)));

const anyIp = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const specialIp = fc
  .constantFrom(...specialV4)
  .chain(([base, bits]) => fc.integer({ min: 0, max: 2 ** (32 - bits) - 1 }).map((offset) => numberOf(base) + offset));

const dotted = (ip: number) => partsOf(ip).join('.');
const hex = (value: number, digits = 0) => value.toString(16).padStart(digits, '0');
const halves = (ip: number) => `${hex(Math.floor(ip / 65_536))}:${hex(ip % 65_536)}`;
const fullWidth = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
/** The same IPv4 address, as URL parsers read it (WHATWG URL, "IPv4 parser"). */
const notations: readonly ((ip: number) => string)[] = [
  dotted,
  (ip) => `${dotted(ip)}.`,
  String,
  (ip) => `0x${hex(ip)}`,
  (ip) => `0X${hex(ip, 8).toUpperCase()}`,
  (ip) => `0${ip.toString(8)}`,
  (ip) =>
    partsOf(ip)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  (ip) =>
    partsOf(ip)
      .map((part) => `0x${hex(part)}`)
      .join('.'),
  (ip) => `${partsOf(ip)[0]}.${ip % 2 ** 24}`,
  (ip) => `${partsOf(ip)[0]}.${partsOf(ip)[1]}.${ip % 65_536}`,
  (ip) => fullWidth(dotted(ip)),
  (ip) => dotted(ip).replace(/\d/g, (digit) => `%3${digit}`),
  (ip) => dotted(ip).replaceAll('.', '。'),
];
/** Ways to write it into an IPv6 address. None of them is ever reached. */
const wrapped: readonly ((ip: number) => string)[] = [
  (ip) => `[::ffff:${dotted(ip)}]`,
  (ip) => `[::ffff:${halves(ip)}]`,
  (ip) => `[0:0:0:0:0:ffff:${halves(ip)}]`,
  (ip) => `[::${dotted(ip)}]`,
  (ip) => `[::ffff:0:${halves(ip)}]`,
  (ip) => `[64:ff9b::${dotted(ip)}]`,
  (ip) => `[64:ff9b:1::${halves(ip)}]`,
  (ip) => `[2002:${halves(ip)}::1]`,
  (ip) => `[2001:0:${halves(ip)}::1]`,
  (ip) => `[fe80::${halves(ip)}]`,
  (ip) => `[fec0::${halves(ip)}]`,
  (ip) => `[fd00::${halves(ip)}]`,
  (ip) => `[ff02::${halves(ip)}]`,
  (ip) => `[2001:db8::${halves(ip)}]`,
  (ip) => `[3fff::${halves(ip)}]`,
  (ip) => `[100::${halves(ip)}]`,
];

function refusal(address: string, rules = strict): string | undefined {
  try {
    checkUrl(address, rules);
  } catch (error) {
    assert(error instanceof EgressError, String(error));
    return error.reason;
  }
  return undefined;
}

describe('what an address may be', () => {
  it('IPv4 in any notation: public ones pass, all others are refused', () => {
    const ip = fc.oneof(anyIp, specialIp, specialIp);
    fc.assert(
      fc.property(ip, fc.constantFrom(...notations), (address, write) => {
        const expected = isSpecial(address) ? 'private' : undefined;
        assert.equal(refusal(`https://${write(address)}/hook`), expected, `${dotted(address)} as ${write(address)}`);
      }),
      { numRuns: 5000 },
    );
  });

  it('IPv4 inside IPv6, and IPv6 that is not of the open internet, are refused', () => {
    fc.assert(
      fc.property(fc.oneof(anyIp, specialIp), fc.constantFrom(...wrapped), (address, write) => {
        assert.equal(refusal(`https://${write(address)}/hook`), 'private', write(address));
      }),
      { numRuns: 3000 },
    );
    for (const host of ['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[fd00:ec2::254]', '[fe80::1]'])
      assert.equal(refusal(`https://${host}/`), 'private');
    for (const host of ['[2606:4700:4700::1111]', '[2a00:1450:4001:82a::200e]'])
      assert.equal(refusal(`https://${host}/`), undefined);
  });

  it('both ends of every special block are refused, their neighbours outside are not', () => {
    for (const [base, bits] of specialV4) {
      const first = numberOf(base);
      const last = first + 2 ** (32 - bits) - 1;
      for (const ip of [first, last]) assert.equal(isPublicAddress(dotted(ip)), false, dotted(ip));
      for (const ip of [first - 1, last + 1]) {
        if (ip >= 0 && ip < 2 ** 32) assert.equal(isPublicAddress(dotted(ip)), !isSpecial(ip), dotted(ip));
      }
    }
  });

  for (const [address, reason] of [
    ['https://hooks.example.com/in', undefined],
    ['https://hooks.example.com:8443/in?x=1', undefined],
    ['https://münchen.example.de/', undefined],
    ['http://hooks.example.com/in', 'scheme'],
    ['ftp://hooks.example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://hooks.example.com/', 'scheme'],
    ['data:text/plain,x', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https://user:pass@hooks.example.com/', 'credentials'],
    ['https://user@hooks.example.com/', 'credentials'],
    ['https://8.8.8.8@127.0.0.1/', 'credentials'],
    ['https://hooks.example.com:22/', 'port'],
    ['https://hooks.example.com:6379/', undefined],
    ['https://hooks.example.com:6667/', 'port'],
    ['https://localhost/', 'host'],
    ['https://LOCALHOST./', 'host'],
    ['https://app.localhost/', 'host'],
    ['https://printer.local/', 'host'],
    ['https://metadata.google.internal/computeMetadata/v1/', 'host'],
    ['https://intranet/', 'host'],
    ['https://router.home.arpa/', 'host'],
    ['https://169.254.169.254/latest/meta-data/', 'private'],
    ['https://100.100.100.200/', 'private'],
    ['https://127.1/', 'private'],
    ['https://0/', 'private'],
    ['https://①②⑦.0.0.1/', 'private'],
    ['not an address', 'host'],
    ['https://', 'host'],
    ['https://1.2.3.4.5/', 'host'],
  ] as const) {
    it(`${address} ${reason ? `is refused: ${reason}` : 'passes'}`, () => assert.equal(refusal(address), reason));
  }

  it('what is allowed by name, address or block passes; http only where it is allowed', () => {
    const rules = { allowHttp: true, allowPrivate: ['127.0.0.0/8', 'erp.internal', 'fd00::/8', '10.1.2.3'] };
    for (const address of [
      'http://127.0.0.1:8080/',
      'https://erp.internal/',
      'http://[fd12::1]/',
      'https://10.1.2.3/',
      'http://8.8.8.8/',
    ]) {
      assert.equal(refusal(address, rules), undefined, address);
    }
    for (const address of ['http://10.1.2.4/', 'http://other.internal/', 'http://localhost/', 'http://[::ffff:127.0.0.1]/']) {
      assert.notEqual(refusal(address, rules), undefined, address);
    }
  });
});

describe('where a request goes', () => {
  /** Resolves as told, and notes where requests are sent instead of sending them. */
  function fakeEgress(...answers: readonly (readonly string[])[]) {
    const asked: string[] = [];
    const sent: { host: string; addresses: readonly string[] | undefined; request: OutgoingRequest }[] = [];
    const egress: Egress = {
      async resolve(host) {
        asked.push(host);
        return answers[Math.min(asked.length, answers.length) - 1] ?? [];
      },
      async send(url, request, addresses) {
        sent.push({ host: url.host, addresses, request });
        return new Response('ok');
      },
    };
    return { egress, asked, sent };
  }

  it('to the very addresses that were judged, resolved once', async () => {
    const { egress, asked, sent } = fakeEgress(['93.184.216.34', '2606:2800:220:1::1'], ['127.0.0.1']);
    await guardedFetch(egress, strict)('https://hooks.example.com/in', { method: 'POST', body: 'x' });
    assert.deepEqual(asked, ['hooks.example.com']);
    assert.deepEqual(sent[0]?.addresses, ['93.184.216.34', '2606:2800:220:1::1']);
    assert.equal(new TextDecoder().decode(sent[0]?.request.body ?? undefined), 'x');
  });

  it('a name that changes to a private address is judged again with the next request', async () => {
    const { egress, sent } = fakeEgress(['93.184.216.34'], ['169.254.169.254']);
    const send = guardedFetch(egress, strict);
    await send('https://rebinding.example.com/');
    await assert.rejects(send('https://rebinding.example.com/'), { name: 'EgressError', reason: 'private' });
    assert.equal(sent.length, 1);
  });

  it('a name with one private address among public ones, or with none, is refused before anything is sent', async () => {
    for (const [answer, reason] of [
      [['93.184.216.34', '10.0.0.1'], 'private'],
      [['::ffff:10.0.0.1'], 'private'],
      [['64:ff9b::a00:1'], 'private'],
      [['fe80::1%eth0'], 'private'],
      [['nonsense'], 'private'],
      [[], 'unresolved'],
    ] as const) {
      const { egress, sent } = fakeEgress(answer);
      await assert.rejects(guardedFetch(egress, strict)('https://hooks.example.com/'), { name: 'EgressError', reason });
      assert.equal(sent.length, 0);
    }
  });

  it('the refusal does not tell what the name led to', async () => {
    const { egress } = fakeEgress(['10.20.30.40']);
    await assert.rejects(
      guardedFetch(egress, strict)('https://hooks.example.com/'),
      (error: Error) => !error.message.includes('10.20'),
    );
  });

  it('gives up on a name that is not resolved in time', async () => {
    const egress: Egress = { resolve: () => new Promise(() => {}), send: async () => new Response() };
    const called = new AbortController();
    const answer = guardedFetch(egress, strict)('https://hooks.example.com/', { signal: called.signal });
    called.abort(new Error('out of time'));
    await assert.rejects(answer, /out of time/);
  });

  describe('over real sockets', () => {
    const local: EgressRules = { allowHttp: true, allowPrivate: ['127.0.0.0/8'] };
    async function serving(listener: RequestListener) {
      const server = createServer(listener);
      await new Promise<void>((fulfil) => server.listen(0, '127.0.0.1', fulfil));
      const { port } = server.address() as AddressInfo;
      return {
        port,
        async [Symbol.asyncDispose]() {
          server.closeAllConnections();
          await new Promise((fulfil) => server.close(fulfil));
        },
      };
    }

    it('to the given address, with the name in Host, whatever the system would resolve', async () => {
      await using server = await serving(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        response.setHeader(
          'x-seen',
          `${request.method} ${request.headers.host} ${request.url} ${request.headers['x-test']} ${encodeURIComponent(body)}`,
        );
        response.end('thanks');
      });
      const egress = { ...socketEgress, resolve: async () => ['127.0.0.1'] };
      const answer = await guardedFetch(egress, local)(`http://nowhere.example.com:${server.port}/in?a=b`, {
        method: 'POST',
        headers: { 'x-test': 'yes' },
        body: 'grüße',
      });
      const seen = `POST nowhere.example.com:${server.port} /in?a=b yes ${encodeURIComponent('grüße')}`;
      assert.equal(answer.headers.get('x-seen'), seen);
      assert.equal(await answer.text(), 'thanks');
    });

    it('redirects are handed back, or refused, never followed', async () => {
      let requests = 0;
      await using server = await serving((_request, response) => {
        requests++;
        response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
      });
      const send = guardedFetch(socketEgress, local);
      assert.equal((await send(`http://127.0.0.1:${server.port}/`)).status, 302);
      await assert.rejects(send(`http://127.0.0.1:${server.port}/`, { redirect: 'error' }), { reason: 'redirect' });
      assert.equal(requests, 2);
    });

    it('a hanging answer ends with the signal, a cancelled body ends the connection', async () => {
      const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
      await using server = await serving((request, response) => {
        if (request.url === '/hang') return;
        response.once('close', onClosed);
        response.writeHead(200);
        const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
        response.once('close', () => clearInterval(more));
      });
      const send = guardedFetch(socketEgress, local);
      await assert.rejects(send(`http://127.0.0.1:${server.port}/hang`, { signal: AbortSignal.timeout(50) }), /time/i);
      const endless = await send(`http://127.0.0.1:${server.port}/endless`);
      await endless.body?.cancel();
      await closed;
    });
  });
});
