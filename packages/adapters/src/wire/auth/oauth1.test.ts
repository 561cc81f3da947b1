import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import type { Dressed } from './method.ts';
import { authorization, signatureBase, signingKey } from './oauth1.ts';

const call = (method: string, url: string, form?: string): Dressed => ({
  method,
  url: new URL(url),
  headers: new Headers(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  body: form,
});

test('the base of the signature is that of RFC 5849 §3.4.1.1', () => {
  assert.equal(
    signatureBase(call('POST', 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b', 'c2&a3=2+q'), {
      oauth_consumer_key: '9djdj82h48djs9d2',
      oauth_token: 'kkk9d7dh3k39sjv7',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '137131201',
      oauth_nonce: '7d8f3e4a',
    }),
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
  );
});

test('base and key give the signatures of RFC 5849 §1.2', () => {
  const sign = (base: string, key: string) => createHmac('sha1', key).update(base).digest('base64');
  const temporary = signatureBase(call('POST', 'https://photos.example.net/initiate'), {
    oauth_consumer_key: 'dpf43f3p2l4k3l03',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '137131200',
    oauth_nonce: 'wIjqoS',
    oauth_callback: 'http://printer.example.com/ready',
  });
  assert.equal(sign(temporary, signingKey('kd94hf93k423kf44', '')), '74KNZJeDHnMBp0EMJ9ZHt/XKycU=');
  const photo = signatureBase(call('GET', 'http://photos.example.net/photos?file=vacation.jpg&size=original'), {
    oauth_consumer_key: 'dpf43f3p2l4k3l03',
    oauth_token: 'nnch734d00sl2jdk',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: '137131202',
    oauth_nonce: 'chapoH',
  });
  assert.equal(sign(photo, signingKey('kd94hf93k423kf44', 'pfkkdhi9sl3r4s00')), 'MdpQcU8iPSUjWoN/UDMsK2sui9I=');
});

/** Keys and results of the examples in “The Signature for Web Services and RESTlets” of Oracle’s NetSuite help. */
test('HMAC-SHA256 gives the signatures of NetSuite’s documentation', async () => {
  const parameters = {
    oauth_consumer_key: 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
    oauth_nonce: 'fjaLirsIcCGVZWzBX0pg',
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: '1508242306',
    oauth_token: '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
    oauth_version: '1.0',
  };
  const key = signingKey(
    'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
    'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
  );
  const restlet =
    'https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue';
  const employee = 'https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40';
  const signed = await authorization(call('GET', employee), parameters, key, '123456');
  assert.match(signed, /^OAuth realm="123456", oauth_consumer_key="ef40/);
  assert.match(signed, /oauth_signature="B5OIWznZ2YP0OB7VrJrGkYsTh%2B8H%2B5T9Hag%2Bo92q0zY%3D"$/);
  assert.match(
    await authorization(call('POST', restlet), parameters, key, '123456'),
    /oauth_signature="%2BKK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ%3D"$/,
  );
});
