import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressKey, clientAddress, proxyTrust } from './client-address.ts';

describe('the address of a client', () => {
  const cases: [
    name: string,
    trust: number | string[],
    peer: string | undefined,
    forwarded: string | null,
    expected: string | undefined,
  ][] = [
    ['no proxy is trusted', 0, '198.51.100.7', '203.0.113.1', '198.51.100.7'],
    ['one proxy', 1, '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['one proxy, and the client wrote something itself', 1, '10.0.0.1', '1.2.3.4, 203.0.113.1', '203.0.113.1'],
    ['two proxies', 2, '10.0.0.1', '1.2.3.4, 203.0.113.1, 10.0.0.2', '203.0.113.1'],
    ['two proxies, only one in between', 2, '10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['a trusted proxy that names nobody', 1, '10.0.0.1', null, '10.0.0.1'],
    ['a trusted network', ['10.0.0.0/8'], '10.9.8.7', '1.2.3.4, 203.0.113.1, 10.0.0.2', '203.0.113.1'],
    ['somebody who is not in it', ['10.0.0.0/8'], '198.51.100.7', '203.0.113.1', '198.51.100.7'],
    ['IPv4 written as IPv6', ['10.0.0.0/8'], '::ffff:10.0.0.1', '203.0.113.1', '203.0.113.1'],
    ['an IPv6 network', ['fd00::/8'], 'fd12::1', '2001:db8::7', '2001:db8::7'],
    ['a single address', ['192.0.2.5'], '192.0.2.5', '203.0.113.1', '203.0.113.1'],
    ['ports', 1, '10.0.0.1', '203.0.113.1:51234', '203.0.113.1'],
    ['brackets and ports', 1, '[fd00::1]:443', '[2001:db8::7]:51234', '2001:db8::7'],
    ['nonsense from the proxy', 1, '10.0.0.1', 'unknown', '10.0.0.1'],
    ['nonsense before it', 2, '10.0.0.1', '<script>, 203.0.113.1', '203.0.113.1'],
    ['a runtime that does not say', 1, undefined, '203.0.113.1', undefined],
    ['thousands of entries', ['0.0.0.0/0'], '10.0.0.1', `${'1.1.1.1,'.repeat(9_999)}2.2.2.2`, '1.1.1.1'],
  ];
  for (const [name, trust, peer, forwarded, expected] of cases) {
    it(name, () => assert.equal(clientAddress(peer, forwarded, proxyTrust(trust)), expected));
  }

  for (const network of [
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0/8',
    'localhost',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '1.2.3.256',
    'fd00:::/8',
    '1:2:3:4:5:6:7:8:9',
  ]) {
    it(`${network} is no network, and the message says so`, () => {
      assert.throws(() => proxyTrust([network]), /server\.trustProxy: ".*" is no network\. Give networks such as/);
    });
  }
});

describe('what an address is counted under', () => {
  it('IPv4 by itself, however it is written', () => {
    assert.equal(addressKey('203.0.113.1'), addressKey('::ffff:203.0.113.1'));
    assert.equal(addressKey('203.0.113.1'), addressKey('::ffff:cb00:7101'));
    assert.notEqual(addressKey('203.0.113.1'), addressKey('203.0.113.2'));
  });
  it('IPv6 by its /64', () => {
    assert.equal(addressKey('2001:db8:0:1::1'), addressKey('2001:db8:0:1:ffff:ffff:ffff:ffff'));
    assert.notEqual(addressKey('2001:db8:0:1::1'), addressKey('2001:db8:0:2::1'));
    assert.equal(addressKey('fe80::1%eth0'), addressKey('fe80::2'));
  });
  it('this machine not at all', () => {
    for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']) assert.equal(addressKey(address), undefined);
  });
});
