import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Geolocation } from 'playwright-core';
import { openPage, type Watched } from './support/browser.ts';
import { historyOf } from './support/desk.ts';
import { freshWindows } from './support/fresh-windows.ts';
import { onEachBackend } from './support/on-each-backend.ts';
import { until } from './support/until.ts';

const atTheSite: Geolocation = { latitude: 37.7602, longitude: -122.4201, accuracy: 8 };
const acrossTown: Geolocation = { latitude: 37.7902, longitude: -122.4201, accuracy: 8 };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 };

onEachBackend('a technician’s day on the phone', (backend) => {
  const open = freshWindows(backend);

  test('travel, arrive, start, complete; the dispatcher sees each step', async () => {
    const { a, connector } = open;
    const { page, faults, consoleErrors } = await openDay('ana', atTheSite);
    const take = async (label: string, status: string) => {
      await page.locator('dk-check-in button.go', { hasText: label }).tap();
      await until(async () => (await a.bar('a-manhole').getAttribute('data-status')) === status, `the dispatcher sees ${status}`);
    };
    await take('Start travel', 'en_route');
    await take('I have arrived', 'on_site');
    await take('Start work', 'in_progress');
    await take('Complete', 'completed');
    await until(() => page.getByText('All done for today').isVisible(), 'the day is done');

    const events = await historyOf(connector, 'manhole');
    const [checkIn] = events.flatMap((event) => event.checkIn ?? []);
    assert.equal(checkIn?.outcome, 'ok');
    assert.ok((checkIn.distanceMeters ?? Number.NaN) < 30);
    assert.deepEqual([events[0]?.actor.role, events[0]?.method], ['technician', 'form']);
    assert.equal((await connector.call<{ status: string }>('GET', '/v1/jobs/manhole')).status, 'completed');
    assert.deepEqual(await faults(), []);
    assert.deepEqual(consoleErrors, []);
    await a.untilSameAs(connector);
  });

  test('arriving somewhere else is recorded as such, and nobody is held up', async () => {
    const { connector } = open;
    const { page, faults } = await openDay('ben', acrossTown);
    await page.locator('dk-check-in button.go', { hasText: 'Start travel' }).tap();
    await page.locator('dk-check-in button.go', { hasText: 'I have arrived' }).tap();
    await page.locator('dk-check-in button.go', { hasText: 'Start work' }).waitFor();
    const checkIn = await until(
      async () => (await historyOf(connector, 'basin')).flatMap((event) => event.checkIn ?? [])[0],
      'the arrival is in the history',
    );
    assert.equal(checkIn.outcome, 'outside_geofence');
    assert.ok((checkIn.distanceMeters ?? 0) > 3000);
    assert.deepEqual(await faults(), []);
  });

  async function openDay(technicianId: string, geolocation: Geolocation): Promise<Watched> {
    const watched = await openPage(open.browser, { ...phone, geolocation, permissions: ['geolocation'] });
    await watched.page.goto(`${open.connector.address}/check-in?technician=${technicianId}`);
    await watched.page.locator('dk-check-in button.go').waitFor();
    return watched;
  }
});
