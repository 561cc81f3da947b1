/** A short message at the bottom of the window with at most one way on, in the top layer. A newer one replaces it. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

const shownMilliseconds = 6000;
/** Reading takes time. */
const millisecondsPerLetter = 60;
let current: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** `status` is read out when there is a pause, `alert` at once. The host's shadow root lends its styles (`toast.styles.ts`). */
export function toast(host: HTMLElement, text: string | Node, action?: ToastAction, role: 'status' | 'alert' = 'status'): void {
  dismiss();
  const element = document.createElement('div');
  element.className = 'toast';
  element.popover = 'manual';
  element.setAttribute('role', role);
  const message = document.createElement('span');
  message.append(text);
  element.append(message);
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action.label;
    button.addEventListener('click', () => {
      dismiss();
      action.run();
    });
    element.append(button);
  }
  (host.shadowRoot ?? host).append(element);
  element.showPopover();
  current = element;
  const wait = () => {
    timer = setTimeout(dismiss, Math.max(shownMilliseconds, (message.textContent?.length ?? 0) * millisecondsPerLetter));
  };
  element.addEventListener('pointerenter', () => clearTimeout(timer));
  element.addEventListener('pointerleave', wait);
  wait();
}

function dismiss(): void {
  clearTimeout(timer);
  current?.remove();
  current = undefined;
}
