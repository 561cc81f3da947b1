import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import './sheet.ts';

const meta: Meta = {
  title: 'Foundations/Keyboard',
  render: () => html`<story-sheet lang="en" .content=${page}></story-sheet>`,
};
export default meta;

export const Keys: StoryObj = {};

/** Keys, and what they do wherever jobs are shown. */
const everywhere: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['↑', '↓', '←', '→', 'Home', 'End'], 'Go from job to job; left and right follow the writing direction'],
  [['Enter'], 'Open the job'],
  [['Space'], 'Choose or leave the job'],
  [['Ctrl+A'], 'Choose all'],
  [['m'], 'Pick up; arrow keys on board and timeline choose the place, Enter drops, Escape puts back'],
  [['Delete'], 'Take off the schedule'],
  [['Shift+F10', 'Menu'], 'The menu: assign, set status, hold, cancel, take off the schedule'],
  [['Ctrl+Z', 'Ctrl+Shift+Z', 'Ctrl+Y'], 'Undo, redo'],
];

const besides: readonly (readonly [widget: string, keys: readonly string[], does: string])[] = [
  ['Console', ['F6', 'Shift+F6'], 'Next pane, pane before'],
  ['Console', ['/'], 'To the search'],
  ['Job grid', ['Shift+↑', 'Shift+↓'], 'Choose a stretch'],
  ['Job grid', ['Ctrl+↑', 'Ctrl+↓'], 'Go without choosing'],
  ['Job grid', ['Escape'], 'Choose none'],
  ['Timeline', ['+', '-', '0'], 'Zoom in, out, fit'],
  ['Timeline', ['[', ']'], 'End earlier, later'],
  ['Timeline', ['{', '}'], 'Start earlier, later'],
  ['Tech board', ['Ctrl+Home', 'Ctrl+End'], 'First, last column'],
  ['Map', ['↑', '↓', '←', '→', '+', '-'], 'Move and zoom the map'],
  ['Map', ['Enter'], 'List the jobs in view'],
];

function page(): TemplateResult {
  return html`
    <section>
      <h2>Wherever jobs are shown</h2>
      <table>
        <tbody>${everywhere.map(([keys, does]) => html`<tr><td>${keysOf(keys)}</td><td>${does}</td></tr>`)}</tbody>
      </table>
    </section>
    <section>
      <h2>Besides</h2>
      <table>
        <tbody>${besides.map(([widget, keys, does]) => html`<tr><th scope="row">${widget}</th><td>${keysOf(keys)}</td><td>${does}</td></tr>`)}</tbody>
      </table>
    </section>
  `;
}

function keysOf(keys: readonly string[]): TemplateResult[] {
  return keys.map((key) => html`<kbd>${key}</kbd> `);
}
