import { expect } from '@open-wc/testing';
import { defaultLayout, firstDay, layoutFrom, resized, smallestShare, step, windowOf } from './console.model.ts';

describe('days of the console', () => {
  it('begin with the week when a week is shown', () => {
    expect(firstDay('2026-11-20', 7, 1)).to.equal('2026-11-16');
    expect(firstDay('2026-11-20', 7, 7)).to.equal('2026-11-15');
    expect(firstDay('2026-11-20', 3, 1)).to.equal('2026-11-20');
  });

  it('go on by what is shown', () => {
    expect(step('2026-11-30', 1, 1)).to.equal('2026-12-01');
    expect(step('2026-11-20', 7, -1)).to.equal('2026-11-13');
  });

  it('are loaded by whole weeks, also over a day of 25 hours', () => {
    const { from, to } = windowOf('2026-11-01', 1, 1, 'America/Los_Angeles');
    expect(from).to.equal('2026-10-26T07:00:00.000Z');
    expect(to, 'the clock went back on 1 November').to.equal('2026-11-02T08:00:00.000Z');
    const across = windowOf('2026-11-22', 3, 1, 'America/Los_Angeles');
    expect(across.to, 'three days from a Sunday reach into the next week').to.equal('2026-11-30T08:00:00.000Z');
  });
});

describe('sizes of the panes', () => {
  it('never close a pane', () => {
    expect(resized(defaultLayout, 'columns', 0).columns).to.equal(smallestShare);
    expect(resized(defaultLayout, 'left', 9).left).to.equal(1 - smallestShare);
  });

  it('come back as they were kept, whatever was kept', () => {
    const kept = resized(resized(defaultLayout, 'columns', 0.5), 'right', 0.3);
    expect(layoutFrom(JSON.stringify(kept))).to.deep.equal(kept);
    for (const broken of [null, '', '{', '[]', 'null', '7', '{"columns":"wide","left":null}', '{"right":1e999}']) {
      expect(layoutFrom(broken), String(broken)).to.deep.equal(defaultLayout);
    }
  });
});
