import { expect } from '@open-wc/testing';
import { currentDrag, type DragPayload, type DropTarget, registerDropTarget, steerDrag } from './drag.ts';

const payload = (origin: HTMLElement): DragPayload => ({
  jobIds: ['j'],
  assignmentIds: [],
  durationMinutes: 60,
  grabOffsetMinutes: 0,
  origin,
});

describe('a drag steered by another library', () => {
  const log: string[] = [];
  const cleanUp: (() => void)[] = [];

  function place(name: string, left: number, more: Partial<DropTarget> = {}): HTMLElement {
    const element = document.createElement('div');
    for (const [property, value] of Object.entries({
      position: 'fixed',
      top: '0',
      left: `${left}px`,
      width: '50px',
      height: '50px',
    })) {
      element.style.setProperty(property, value);
    }
    document.body.append(element);
    const off = registerDropTarget({
      element,
      over: () => Boolean(log.push(`${name} over`)),
      leave: () => log.push(`${name} leave`),
      drop: () => log.push(`${name} drop`),
      ...more,
    });
    cleanUp.push(off, () => element.remove());
    return element;
  }

  afterEach(() => {
    log.length = 0;
    for (const undo of cleanUp.splice(0)) undo();
  });

  it('is the page’s drag until it is finished, and drops where it was last', () => {
    const origin = place('timeline', 0);
    const drag = steerDrag(payload(origin));
    expect(currentDrag()?.payload.jobIds).to.deep.equal(['j']);
    expect(drag.follow({ clientX: 10, clientY: 10 })).to.equal(true);
    expect(drag.finish(true)).to.equal(true);
    expect(log).to.deep.equal(['timeline over', 'timeline leave', 'timeline drop']);
    expect(currentDrag()).to.equal(undefined);
    expect(drag.finish(true), 'only once').to.equal(false);
  });

  it('scrolls a list at whose edge it rests, and none it only passes over', async () => {
    const list = place('list', 0);
    for (const [property, value] of Object.entries({ overflow: 'auto', width: '200px', height: '200px' }))
      list.style.setProperty(property, value);
    const content = document.createElement('div');
    content.style.setProperty('height', '2000px');
    list.append(content);
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const drag = steerDrag(payload(list));
    drag.follow({ clientX: 100, clientY: 195 });
    await frame();
    await frame();
    drag.follow({ clientX: 100, clientY: 100 });
    for (let i = 0; i < 20; i++) await frame();
    expect(list.scrollTop, 'passed over').to.equal(0);
    drag.follow({ clientX: 100, clientY: 195 });
    for (let i = 0; i < 40; i++) await frame();
    expect(list.scrollTop, 'rested').to.be.greaterThan(50);
    drag.finish(false);
  });

  it('passes over places the library serves itself', () => {
    const origin = place('board', 0, { isSortable: true });
    place('map', 100);
    const drag = steerDrag(payload(origin));
    expect(drag.follow({ clientX: 10, clientY: 10 })).to.equal(false);
    expect(drag.follow({ clientX: 110, clientY: 10 })).to.equal(true);
    expect(drag.follow({ clientX: 10, clientY: 10 })).to.equal(false);
    expect(drag.finish(true)).to.equal(false);
    expect(log).to.deep.equal(['map over', 'map leave']);
  });

  it('drops nothing when it is cancelled, and takes its preview away', () => {
    const origin = place('timeline', 0);
    const preview = document.createElement('div');
    const drag = steerDrag(payload(origin), { preview: () => preview });
    drag.follow({ clientX: 10, clientY: 10 });
    expect(preview.isConnected).to.equal(true);
    expect(drag.finish(false)).to.equal(false);
    expect(preview.isConnected).to.equal(false);
    expect(log).to.not.include('timeline drop');
  });
});
