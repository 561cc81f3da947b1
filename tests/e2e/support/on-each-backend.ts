import { after, describe } from 'node:test';
import type { Backend } from './backends/backend.ts';
import { onTryton } from './backends/on-tryton.ts';
import { own } from './backends/own.ts';
import { closeShared } from './shared.ts';

/** Runs a suite as it is on our own records, on a mirror and on a proxy: whoever works at the board must not feel the difference. */
export function onEachBackend(title: string, suite: (backend: Backend) => void): void {
  onBackends([own, onTryton('mirror'), onTryton('proxy')], title, suite);
}

/** Runs a suite of what there is only where records are an ERP's. */
export function onEachErp(title: string, suite: (backend: Backend) => void, whenAway: 'refuse' | 'queue' = 'refuse'): void {
  onBackends([onTryton('mirror', whenAway), onTryton('proxy', whenAway)], title, suite);
}

/** They share one ERP, which ends with the last of them. */
function onBackends(backends: readonly Backend[], title: string, suite: (backend: Backend) => void): void {
  describe(title, () => {
    after(closeShared);
    for (const backend of backends) describe(`on ${backend.name}`, { skip: backend.missing ?? false }, () => suite(backend));
  });
}
