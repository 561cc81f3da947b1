/** A value that is fetched when it is first needed, once for everybody, and again after it was forgotten. What failed is not kept. */
export interface Once<T> {
  get(): Promise<T>;
  forget(): void;
}

export function once<T>(fetch: () => Promise<T>): Once<T> {
  let value: Promise<T> | undefined;
  return {
    get: () => {
      if (value === undefined) {
        const fetched = fetch();
        value = fetched;
        fetched.catch(() => {
          if (value === fetched) {
            value = undefined;
          }
        });
      }
      return value;
    },
    forget: () => {
      value = undefined;
    },
  };
}
