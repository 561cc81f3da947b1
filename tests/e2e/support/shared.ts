let scope = new AsyncDisposableStack();
let opened = new Map<unknown, Promise<object>>();

/** Something that is opened the first time it is asked for and used again, until `closeShared`. */
export function shared<T extends object>(open: () => Promise<T>): () => Promise<T> {
  return () => {
    const known = opened.get(open) as Promise<T> | undefined;
    if (known) return known;
    const opening = open().then((resource) => {
      if (isDisposable(resource)) scope.use(resource);
      return resource;
    });
    opened.set(open, opening);
    return opening;
  };
}

/** Closes what is open, what was opened last first. Asked for again, it is opened anew. */
export async function closeShared(): Promise<void> {
  const closing = scope;
  scope = new AsyncDisposableStack();
  opened = new Map();
  await closing.disposeAsync();
}

function isDisposable(resource: object): resource is AsyncDisposable {
  return Symbol.asyncDispose in resource;
}
