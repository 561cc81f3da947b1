import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

/** Runs a module in a process whose Temporal was taken away. */
function withoutTemporal(code: string): unknown {
  const scheduling = JSON.stringify(new URL('./index.ts', import.meta.url).href);
  const script = `delete globalThis.Temporal; const rules = await import(${scheduling}); ${code}`;
  const args = ['--conditions=dispatchkit-source', '--input-type=module', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

test('without Temporal the first use says what to do, and another try after loading works', () => {
  const result = withoutTemporal(`
    let message;
    try { rules.dayRange('2026-03-08', 'America/New_York'); } catch (error) { message = error.message; }
    await rules.ensureTemporal();
    const { minutes } = rules.dayRange('2026-03-08', 'America/New_York');
    console.log(JSON.stringify({ message, minutes, global: 'Temporal' in globalThis }));
  `);
  assert.deepEqual(result, {
    message: 'This runtime has no Temporal. Await ensureTemporal() before using @dispatchkit/scheduling.',
    minutes: 1380,
    global: false,
  });
});

test('the polyfill gives the same days and wall times as the built-in', async () => {
  const { dayRange, wallToInstant, wallOf } = await import('./time.ts');
  const days = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-04-24', '2026-09-06', '2026-10-04', '2026-11-01'];
  const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago'];
  const wanted = zones.flatMap((zone) =>
    days.map((day) => {
      const ms = wallToInstant(`${day}T02:15`, zone) ?? 0;
      return [dayRange(day, zone), ms, wallToInstant(`${day}T00:30`, zone, 'recurrence'), wallOf(ms, zone)];
    }),
  );
  const got = withoutTemporal(`
    await rules.ensureTemporal();
    console.log(JSON.stringify(${JSON.stringify(zones)}.flatMap((zone) => ${JSON.stringify(days)}.map((day) => {
      const ms = rules.wallToInstant(day + 'T02:15', zone) ?? 0;
      return [rules.dayRange(day, zone), ms, rules.wallToInstant(day + 'T00:30', zone, 'recurrence'), rules.wallOf(ms, zone)];
    }))));
  `);
  assert.deepEqual(got, wanted);
});

test('one that is provided is used and nothing global is set', () => {
  const result = withoutTemporal(`
    const { Temporal } = await import('temporal-polyfill');
    rules.provideTemporal(Temporal);
    console.log(JSON.stringify({ minutes: rules.dayRange('2026-10-25', 'Europe/Berlin').minutes, global: 'Temporal' in globalThis }));
  `);
  assert.deepEqual(result, { minutes: 1500, global: false });
});
