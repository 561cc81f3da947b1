import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../job-grid/define.ts';
import type { GetToken } from './connection.ts';
import './define.ts';

interface Args {
  readonly getToken: GetToken;
  readonly theme: 'light' | 'dark' | 'auto';
  readonly locale: string;
}

/** A token that is being fetched for ever: the widget inside waits. */
const neverAnswers = () => new Promise<string>(() => {});

const meta: Meta<Args> = {
  title: 'Widgets/Connection',
  component: 'dk-connection',
  args: { getToken: neverAnswers, theme: 'auto', locale: '' },
  argTypes: { theme: { control: 'inline-radio', options: ['auto', 'light', 'dark'] } },
  parameters: { layout: 'fullscreen' },
  render: ({ getToken, theme, locale }) => html`
    <dk-connection .getToken=${getToken} theme=${theme} locale=${locale}>
      <dk-job-grid class="story-fill"></dk-job-grid>
    </dk-connection>
  `,
};
export default meta;
type Story = StoryObj<Args>;

/** Nothing is known yet: widgets show the shape of what is coming. */
export const WaitsForToken: Story = {};
/** `getToken` rejects: widgets say that one has to sign in, and try again on demand. */
export const SignedOut: Story = { args: { getToken: () => Promise.reject(new Error('signed out')) } };
/** Theme and language of the connection win over those of the page. */
export const OwnThemeAndLanguage: Story = { args: { ...SignedOut.args, theme: 'dark', locale: 'de' } };
