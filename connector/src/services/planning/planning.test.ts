import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problem } from '../../stores/store-suite.ts';
import { testBenches } from '../test-services.ts';

const bench = testBenches();

describe('candidates for a job', () => {
  test('the qualified who are free soonest come first, each with what speaks against them', async () => {
    const b = await bench();
    await b.technician('busy');
    await b.technician('free');
    await b.technician('unskilled', { skills: [] });
    await b.technician('gone', { active: false });
    await b.job('other', { durationMinutes: 120 });
    await b.assign('other', 'busy', '2026-11-20T07:00:00Z');
    await b.job('j1', { durationMinutes: 60 });

    const { items, from, to } = await b.services.candidates(b.as('dispatcher'), 'j1');
    assert.deepEqual([from, to], ['2026-11-20T07:00:00.000Z', '2026-11-22T07:00:00.000Z']);
    assert.deepEqual(
      items.map(({ technicianId, qualified, slot }) => [technicianId, qualified, slot?.startsAt]),
      [
        ['free', true, '2026-11-20T07:00:00.000Z'],
        ['busy', true, '2026-11-20T09:00:00.000Z'],
        ['unskilled', false, '2026-11-20T07:00:00.000Z'],
      ],
    );
    assert.deepEqual(items[2]?.missing, [{ kind: 'skill', subject: 'plumbing', neededLevel: undefined }]);
    assert.deepEqual(
      items[2]?.violations.map(({ code }) => code),
      ['skill_missing'],
    );
    assert.equal(items[1]?.utilization, 0.2);
  });

  test('a slot it names can be assigned without an override', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    const [best] = (await b.services.candidates(b.as('dispatcher'), 'j1')).items;
    assert.ok(best?.slot);
    await b.assign('j1', best.technicianId, best.slot.startsAt);
  });

  test('an interval without a shift has no slot, and says so', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' };
    const { items } = await b.services.candidates(b.as('dispatcher'), 'j1', window);
    assert.deepEqual(
      items.map(({ slot, violations, travelMinutes, utilization }) => [slot, violations, travelMinutes, utilization]),
      [[null, [], null, 0]],
    );
  });

  test('only who may assign may ask, and not for any interval', async () => {
    const b = await bench();
    await b.job('j1');
    await assert.rejects(b.services.candidates(b.as('viewer'), 'j1'), problem('not_allowed'));
    await assert.rejects(b.services.candidates(b.as('dispatcher'), 'nothing'), problem('not_found'));
    const backwards = { from: '2026-11-21T00:00:00Z', to: '2026-11-20T00:00:00Z' };
    await assert.rejects(b.services.candidates(b.as('dispatcher'), 'j1', backwards), problem('malformed_request'));
    const month = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    await assert.rejects(b.services.candidates(b.as('dispatcher'), 'j1', month), problem('malformed_request'));
  });
});

describe('workload', () => {
  test('tells each day of the technician’s zone, with the hours of that day', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1', { durationMinutes: 150 });
    await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    // 23:30 on the 19th in Berlin: that day counts too.
    const workload = await b.services.workload(b.as('technician', { technicianId: 't1' }), 't1', {
      from: '2026-11-19T22:30:00Z',
      to: '2026-11-20T23:00:00Z',
    });
    assert.equal(workload.timeZone, 'Europe/Berlin');
    assert.deepEqual(
      workload.days.map(({ day, shiftMinutes, workMinutes, utilization, nextFreeAt, assigned }) => [
        day,
        shiftMinutes,
        workMinutes,
        utilization,
        nextFreeAt,
        assigned,
      ]),
      [
        ['2026-11-19', 0, 0, 0, null, 0],
        ['2026-11-20', 600, 150, 0.25, '2026-11-20T07:00:00.000Z', 1],
      ],
    );
  });

  test('of another technician is not found, and a quarter is too long', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.technician('t2');
    const day = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
    await assert.rejects(b.services.workload(b.as('technician', { technicianId: 't1' }), 't2', day), problem('not_found'));
    const quarter = { from: '2026-09-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    await assert.rejects(b.services.workload(b.as('dispatcher'), 't1', quarter), problem('malformed_request'));
  });
});
