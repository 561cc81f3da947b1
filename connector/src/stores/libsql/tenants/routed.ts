/** Calls a method of something that still has to be opened. */
export type RoutedCall = (method: string, args: readonly unknown[]) => Promise<unknown>;

/**
 * Something whose every method opens what it needs first and is then called there. Right for interfaces all of whose methods return
 * promises; what else they have is given as `known`. New methods of the interface are routed without a line here.
 */
export function routed<T extends object>(call: RoutedCall, known: Partial<T> = {}): T {
  const methods = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  return new Proxy(known, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target) return Reflect.get(target, name);
      // Whoever awaits this must not take it for a promise.
      if (name === 'then') return undefined;
      const method = methods.get(name) ?? ((...args) => call(name, args));
      methods.set(name, method);
      return method;
    },
  }) as T;
}

/** Calls the method of that name. @throws TypeError when there is none */
export async function invoke(target: object, method: string, args: readonly unknown[]): Promise<unknown> {
  const called: unknown = Reflect.get(target, method);
  if (typeof called !== 'function') throw new TypeError(`There is no method ${method}.`);
  return Reflect.apply(called, target, [...args]);
}
