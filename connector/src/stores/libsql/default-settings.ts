import type { Settings } from '@dispatchkit/contract';

/** Settings of a tenant that has never changed them. */
export function defaultSettings(tenant: string): Settings {
  return {
    name: tenant,
    timeZone: 'UTC',
    weekStartsOn: 1,
    workingHours: null,
    detourFactor: 1.3,
    travelSpeedKmh: 35,
    geofenceMeters: 200,
    snapMinutes: 15,
    techniciansSeeAll: false,
    labels: {},
    statusColors: {},
    customFields: [],
    mapCenter: null,
    mapZoom: null,
    jobNumbers: { prefix: 'J', yearDigits: 2, width: 5 },
    retention: { eventDays: null, closedJobDays: null, deletedDays: null, positionDays: null },
    version: 1,
    updatedAt: '2000-01-01T00:00:00.000Z',
  };
}
