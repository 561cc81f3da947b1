import { expect } from '@open-wc/testing';
import { type MenuEntry, openMenu, pointBox } from './popup.ts';
import { widgetStyles } from './styles.ts';

const entry = (_: unknown, index: number): MenuEntry => ({ label: `Entry ${index + 1}`, run: () => {} });

describe('a menu', () => {
  let host: HTMLElement;
  let close = () => {};

  beforeEach(() => {
    host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = widgetStyles.flatMap(({ styleSheet }) => styleSheet ?? []);
    document.body.append(host);
  });
  afterEach(() => {
    close();
    host.remove();
  });

  /** Opened in the middle of the window with as many entries as are asked for. */
  function open(count: number): HTMLElement {
    close = openMenu(host, Array.from({ length: count }, entry), pointBox(40, innerHeight / 2), 'Entries');
    return host.shadowRoot?.querySelector<HTMLElement>('.menu') as HTMLElement;
  }

  it('is shown in full where the window has the room, if need be over the point', () => {
    const menu = open(Math.floor((innerHeight - 40) / 30));
    const { top, bottom, height } = menu.getBoundingClientRect();
    expect(height).to.be.above(innerHeight / 2);
    expect(menu.scrollHeight).to.equal(menu.clientHeight);
    expect(top).to.be.least(8);
    expect(bottom).to.be.most(innerHeight - 8);
  });

  it('that is too long for the window ends in the middle of an entry', () => {
    const menu = open(100);
    const { top, bottom } = menu.getBoundingClientRect();
    expect(top).to.be.least(8);
    expect(bottom).to.be.most(innerHeight - 8);
    const edge = top + menu.clientTop + menu.clientHeight;
    const items = [...menu.querySelectorAll('[role=menuitem]')].map((item) => item.getBoundingClientRect());
    const cut = items.find((item) => item.top < edge && item.bottom > edge);
    expect(cut && (cut.top + cut.bottom) / 2).to.be.closeTo(edge, 1);
  });
});
