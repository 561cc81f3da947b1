import { malformedQuery } from '../../services/errors.ts';
import type { Services } from '../../services/index.ts';
import * as operations from '../operations/nearby.ts';
import type { Register } from './register.ts';

export function nearbyRoutes(on: Register, services: Services): void {
  on(operations.findNearby, ({ actor, query: { latitude, longitude, ...options } }) => {
    if (options.jobId !== undefined && (latitude !== undefined || longitude !== undefined)) {
      throw malformedQuery('jobId', 'Give either a jobId or latitude and longitude.');
    }
    if ((latitude === undefined) !== (longitude === undefined)) {
      throw malformedQuery(latitude === undefined ? 'latitude' : 'longitude', 'latitude and longitude come together.');
    }
    const centre = latitude === undefined || longitude === undefined ? {} : { centre: { latitude, longitude } };
    return services.nearby(actor, { ...options, ...centre });
  });
}
