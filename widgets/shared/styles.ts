import { base } from './base.styles.ts';
import { toastStyles } from './toast.styles.ts';
import { tokens } from './tokens.styles.ts';

/** What every widget's `static styles` begins with. */
export const widgetStyles = [tokens, base, toastStyles];
