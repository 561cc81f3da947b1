import type { HostManifest } from '@dispatchkit/contract/manifest';

/** Something a schema of the contract says against a value. */
export type Issue = NonNullable<ReturnType<typeof HostManifest.safeParse>['error']>['issues'][number];

/**
 * Of a union the branch that came closest: it took the value as far as its inner parts, and complains least. The union itself where none
 * did, or where several came equally close and each of them wants other keys.
 */
export function closestIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const inside = issue.errors
    .filter(
      (branch) => !branch.some(({ code, path }) => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')),
    )
    .toSorted((a, b) => a.length - b.length);
  const [closest, second] = inside;
  if (closest === undefined) return [issue];
  if (second?.length === closest.length && closest.length > 1) {
    const unknown = closest.find(({ code, path }) => code === 'unrecognized_keys' && path.length === 0);
    return unknown === undefined ? [issue] : [{ ...unknown, path: issue.path } as Issue];
  }
  return closest.flatMap((inner) => closestIssues({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
}

export interface IssuePlace {
  readonly path: readonly PropertyKey[];
  readonly isUnknownKey: boolean;
}

export function placesOf(issue: Issue): IssuePlace[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, isUnknownKey: false }];
  return issue.keys.map((key) => ({ path: [...issue.path, key], isUnknownKey: true }));
}

export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    root,
  );
}
