/** What the device said when asked where it is. */
export interface Located {
  readonly permission: 'granted' | 'denied' | 'prompt';
  readonly fix: { readonly latitude: number; readonly longitude: number; readonly accuracyMeters: number | null } | null;
}

const patienceMilliseconds = 8000;
const freshMilliseconds = 15_000;

/** Asks once, with high accuracy, for at most eight seconds. Never rejects: no answer is an answer too. */
export function locate(geolocation: Geolocation | undefined = globalThis.navigator?.geolocation): Promise<Located> {
  if (!geolocation) return Promise.resolve({ permission: 'denied', fix: null });
  return new Promise((resolve) => {
    geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          permission: 'granted',
          fix: { latitude: coords.latitude, longitude: coords.longitude, accuracyMeters: coords.accuracy },
        }),
      (error) => resolve({ permission: error.code === error.PERMISSION_DENIED ? 'denied' : 'granted', fix: null }),
      { enableHighAccuracy: true, timeout: patienceMilliseconds, maximumAge: freshMilliseconds },
    );
  });
}
