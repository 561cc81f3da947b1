import { html, nothing, render, type TemplateResult } from 'lit';

/** Words and content of a question. */
export interface Question {
  readonly title: string;
  readonly content: TemplateResult;
  /** The way out, which has the focus at first. */
  readonly leave: string;
  /** The way on; left out where there is none. */
  readonly go?: string;
  /** Further class of the dialog. */
  readonly className?: string;
}

let asked = 0;

/** Asks in a small modal dialog in the widget's shadow root. Resolves true for the way on, false for any way out. */
export function ask(host: HTMLElement, { title, content, leave, go, className = '' }: Question): Promise<boolean> {
  const dialog = document.createElement('dialog');
  const id = `question-${++asked}`;
  dialog.className = `popup ${className}`;
  dialog.setAttribute('aria-labelledby', id);
  const answer = (value: string) => () => dialog.close(value);
  render(
    html`<h2 id=${id}>${title}</h2>${content}<footer>
      <button class="button" type="button" @click=${answer('')}>${leave}</button>
      ${go ? html`<button class="button primary" type="button" @click=${answer('go')}>${go}</button>` : nothing}
    </footer>`,
    dialog,
  );
  (host.shadowRoot ?? host).append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'go');
    });
    dialog.showModal();
    dialog.querySelector<HTMLElement>('footer button')?.focus();
  });
}
