import '@fontsource-variable/inter/wght.css';
import './preview.css';
import { type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  initialGlobals: { theme: 'auto', dir: 'auto', locale: 'en' },
  globalTypes: {
    theme: toolbar('Theme', 'paintbrush', ['auto', 'light', 'dark']),
    dir: toolbar('Direction', 'transfer', ['auto', 'ltr', 'rtl']),
    locale: toolbar('Language', 'globe', ['en', 'de', 'es', 'fr', 'pt-BR', 'nl', 'pl', 'ar']),
  },
  parameters: {
    controls: { expanded: true },
    layout: 'padded',
    options: { storySort: { order: ['Foundations', 'Widgets', ['Console', 'Connection']] } },
    // Theme and language belong to the whole page, so each story on a docs page has a page of its own.
    docs: { story: { inline: false, height: '480px' } },
  },
  decorators: [
    (story, { globals }) => {
      const page = document.documentElement;
      page.dataset['theme'] = String(globals['theme']);
      page.lang = String(globals['locale']);
      // Widgets follow the direction of their language by themselves; a page's own direction is laid on top.
      if (globals['dir'] === 'auto') page.removeAttribute('dir');
      else page.dir = String(globals['dir']);
      return story();
    },
  ],
};
export default preview;

function toolbar(title: string, icon: 'paintbrush' | 'transfer' | 'globe', items: string[]) {
  return { name: title, description: title, toolbar: { title, icon, items, dynamicTitle: true } };
}
