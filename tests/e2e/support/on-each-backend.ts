import { after, describe } from 'node:test';
import type { Backend } from './backends/backend.ts';
import { onTryton } from './backends/on-tryton.ts';
import { own } from './backends/own.ts';
import { closeShared } from './shared.ts';

/** Runs a suite as it is on our own records, on a mirror and on a proxy: whoever works at the board must not feel the difference. */
export function onEachBackend(title: string, suite: (backend: Backend) => void): void {
  onBackends([own, onTryton('mirror'), onTryton('proxy')], title, suite);
}

/** The backends share one ERP, which ends with the last of them. */
export function onBackends<B extends Backend>(backends: readonly B[], title: string, suite: (backend: B) => void): void {
  describe(title, () => {
    after(closeShared);
    for (const backend of backends) describe(`on ${backend.name}`, { skip: backend.missing ?? false }, () => suite(backend));
  });
}
