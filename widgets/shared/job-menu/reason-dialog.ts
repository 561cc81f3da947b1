/** Words of the dialog, in the person's language. */
export interface ReasonWords {
  readonly title: string;
  readonly label: string;
  readonly confirm: string;
  readonly back: string;
  readonly danger?: boolean;
}

let dialogs = 0;

/** Asks why, in a small modal dialog in the widget's shadow root. Resolves with the reason, never empty, or undefined for "no, go back". */
export function askReason(host: HTMLElement, words: ReasonWords): Promise<string | undefined> {
  const id = `reason-${++dialogs}`;
  const dialog = document.createElement('dialog');
  dialog.className = 'popup';
  dialog.setAttribute('aria-labelledby', `${id}-title`);
  const form = document.createElement('form');
  form.method = 'dialog';
  const title = document.createElement('h2');
  title.id = `${id}-title`;
  title.textContent = words.title;
  const label = document.createElement('label');
  label.className = 'field';
  const caption = document.createElement('span');
  caption.textContent = words.label;
  const input = document.createElement('input');
  input.name = 'reason';
  input.required = true;
  input.maxLength = 500;
  input.autocomplete = 'off';
  // Only blanks are no reason.
  input.pattern = '.*\\S.*';
  label.append(caption, input);
  const footer = document.createElement('footer');
  const back = document.createElement('button');
  back.type = 'button';
  back.className = 'button';
  back.textContent = words.back;
  const confirm = document.createElement('button');
  confirm.className = words.danger ? 'button danger' : 'button primary';
  confirm.value = 'confirm';
  confirm.textContent = words.confirm;
  footer.append(back, confirm);
  form.append(title, label, footer);
  dialog.append(form);
  (host.shadowRoot ?? host).append(dialog);
  return new Promise((resolve) => {
    back.addEventListener('click', () => dialog.close());
    // Keys typed here are for the text, not for the widget around it.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'confirm' ? input.value.trim() : undefined);
    });
    dialog.showModal();
    input.focus();
  });
}
