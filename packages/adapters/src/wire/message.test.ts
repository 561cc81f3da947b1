import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanMessage } from './message.ts';

test('a sentence of the host stays as it is', () => {
  for (const sentence of [
    'Cannot move to completed from Kanban',
    'Records were modified in the meanwhile',
    'Please select a site from the list. Update it, and set the owner.',
    'Die Menge muss < 5 sein & größer als 0.',
    'The start (08:30) is after the end (08:00)',
  ]) {
    assert.equal(cleanMessage(sentence), sentence);
  }
});

test('HTML is taken out, be it hidden in entities', () => {
  assert.equal(cleanMessage('<p>Task <b>7</b> is closed.<br/>Reopen&nbsp;it.</p>'), 'Task 7 is closed. Reopen it.');
  assert.equal(cleanMessage('Bad &lt;script&gt;alert(1)&lt;/script&gt; thing'), 'Bad thing');
  assert.equal(cleanMessage('Bad &amp;lt;img src=x onerror=alert(1)&amp;gt;thing'), 'Bad thing');
  assert.equal(cleanMessage('<img src=x onerror=alert(1)//'), 'img src=x onerror=alert(1)//');
  assert.equal(cleanMessage('<!DOCTYPE html><html><body>Nice</body></html>'), undefined);
});

test('tracebacks, SQL and files are for programmers', () => {
  assert.equal(
    cleanMessage(
      'Not allowed here.\nTraceback (most recent call last):\n  File "/usr/lib/x.py", line 3, in f\nValueError: secret',
    ),
    'Not allowed here.',
  );
  for (const internal of [
    'Traceback (most recent call last):\n  File "x.py", line 3',
    'java.lang.NullPointerException: x\n\tat com.example.Foo.bar(Foo.java:12)',
    'psycopg2.errors.UniqueViolation: duplicate key',
    'ERROR: relation does not exist\nLINE 1: SELECT * FROM tasks',
    'ORA-00942: table or view does not exist',
    'odoo.exceptions.AccessError: nope',
    'failed in /opt/odoo/src/addons/project/models/task.py',
    'Could not load C:\\inetpub\\wwwroot\\bin\\x.dll',
    'INSERT INTO tasks VALUES (1)',
    "'name'",
  ]) {
    assert.equal(cleanMessage(internal), undefined, internal);
  }
});

test('the sentence is found in lists, objects and texts of JSON', () => {
  assert.equal(cleanMessage(['Not allowed', 'because', null]), 'Not allowed');
  assert.equal(cleanMessage({ code: 7, message: { lang: 'en', value: 'Order is locked' } }), 'Order is locked');
  assert.equal(
    cleanMessage('["{\\"message\\": \\"Please <b>fill in</b> the date\\", \\"indicator\\": \\"red\\"}"]'),
    'Please fill in the date',
  );
  assert.equal(cleanMessage('{"code": 4'), undefined);
  assert.equal(cleanMessage({ debug: 'x' }), undefined);
  assert.equal(cleanMessage(7), undefined);
});

test('a message is one line of at most 500 signs, whatever the host says', () => {
  assert.equal(cleanMessage('a\r\nb\u2028c\u0000d\u202ee'), 'a b c de');
  assert.equal([...(cleanMessage('😀é '.repeat(400)) ?? '')].length <= 500, true);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.jsonValue(),
        fc
          .array(fc.constantFrom('<', 'script', '>', '&lt;', '&amp;', 'a', '"', '&#60;', '/'), { maxLength: 30 })
          .map((parts) => parts.join('')),
      ),
      (value) => {
        const message = cleanMessage(value);
        if (message !== undefined) {
          assert.equal([...message].length <= 500, true);
          assert.doesNotMatch(message, /[\p{Cc}\u2028\u2029]/u);
          assert.doesNotMatch(message, /<[a-z/!?]/i);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('hostile texts are cleaned in no time', () => {
  for (const text of [
    '<'.repeat(50_000),
    '<a '.repeat(20_000),
    '&amp;'.repeat(20_000),
    'a.'.repeat(20_000),
    '/a'.repeat(20_000),
    ' '.repeat(50_000),
    '{"a":'.repeat(10_000),
    '<!--'.repeat(10_000),
    'SELECT '.repeat(5_000),
    'C:\\a '.repeat(5_000),
    '\nat a'.repeat(5_000),
  ]) {
    const startedAt = performance.now();
    cleanMessage(text);
    assert.ok(performance.now() - startedAt < 500, text.slice(0, 10));
  }
});
