/** "This does not give": a short shake, left out where motion is not wanted. */
export function shake(element: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const steps = [0, -3, 3, -2, 2, 0].map((x) => ({ transform: `translateX(${x}px)` }));
  element.animate(steps, { duration: 180, easing: 'ease-out' });
}
