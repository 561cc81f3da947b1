import type { Dialect } from './dialect.ts';

/**
 * One query parameter per field that has to be equal. Hosts ignore parameters they do not know, so what comes is looked at again.
 */
export const parametersDialect: Dialect<Readonly<Record<string, string>>> = {
  test({ field, is, not, value }) {
    const isSayable = is === 'eq' && !not && typeof value !== 'object' && value !== '';
    return isSayable ? { compiled: { [field]: String(value) }, isWider: true } : undefined;
  },
  all: (parts) => Object.assign({}, ...parts) as Record<string, string>,
  key: (part) => Object.keys(part).join(),
};
