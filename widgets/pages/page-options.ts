/**
 * What a person may set in the address of a page: `?theme=dark`, `?lang=de`.
 * The theme goes on the root as `data-theme`, where the style sheet finds it.
 */
export function applyPageOptions(): URLSearchParams {
  const options = new URLSearchParams(location.search);
  const theme = options.get('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  const language = options.get('lang');
  if (language) document.documentElement.lang = language;
  return options;
}
