import type { SeriesPreview, SeriesPreviewResult } from '@dispatchkit/contract';
import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { previewSeries } from './preview-series.ts';

/** Beside the five use cases every kind of record has. */
export interface SeriesServices {
  /** The next days of a rule. Nothing is written. @throws ProblemError `not_allowed`, `invalid` */
  previewSeries(actor: ActorContext, command: SeriesPreview): Promise<SeriesPreviewResult>;
}

export function seriesServices(options: ServiceOptions): SeriesServices {
  return { previewSeries: (actor, command) => previewSeries(options, actor, command) };
}
