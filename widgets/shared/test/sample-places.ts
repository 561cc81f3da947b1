/** Neighbourhoods of San Francisco with a point near their middle, and streets that run through many of them. */
export const districts: readonly { readonly name: string; readonly latitude: number; readonly longitude: number }[] = [
  { name: 'Mission', latitude: 37.7599, longitude: -122.4148 },
  { name: 'South of Market', latitude: 37.7785, longitude: -122.4056 },
  { name: 'Civic Center', latitude: 37.7793, longitude: -122.4193 },
  { name: 'Western Addition', latitude: 37.7816, longitude: -122.4326 },
  { name: 'Bayview', latitude: 37.7304, longitude: -122.3844 },
  { name: 'Bernal Heights', latitude: 37.7389, longitude: -122.4152 },
  { name: 'Inner Richmond', latitude: 37.7807, longitude: -122.4653 },
  { name: 'Outer Sunset', latitude: 37.7551, longitude: -122.4941 },
  { name: 'Noe Valley', latitude: 37.7502, longitude: -122.4337 },
  { name: 'Panhandle', latitude: 37.7726, longitude: -122.4465 },
  { name: 'Potrero Hill', latitude: 37.7587, longitude: -122.3999 },
  { name: 'Oceanview', latitude: 37.7166, longitude: -122.4564 },
  { name: 'Sunnydale', latitude: 37.7129, longitude: -122.4156 },
  { name: 'Westwood Park', latitude: 37.7271, longitude: -122.4573 },
  { name: 'Peralta Heights', latitude: 37.7473, longitude: -122.4083 },
  { name: 'Mission Dolores', latitude: 37.7644, longitude: -122.4247 },
  { name: 'Chinatown', latitude: 37.7941, longitude: -122.4078 },
  { name: 'North Beach', latitude: 37.8006, longitude: -122.4103 },
  { name: 'Pacific Heights', latitude: 37.7925, longitude: -122.4382 },
  { name: 'Excelsior', latitude: 37.7244, longitude: -122.4272 },
];

export const streets: readonly string[] = [
  'Valencia St',
  'Folsom St',
  'Cortland Ave',
  'Cesar Chavez St',
  'Bryant St',
  'Golden Gate Ave',
  'Stanyan St',
  '25th Ave',
  'Capitol Ave',
  'Guerrero St',
  'Buchanan St',
  'Florence St',
  '8th St',
  'Noriega St',
  'Third St',
  'Geneva Ave',
];

/** What is asked for, how often (in 100), how long it takes and who can do it. */
export const works: readonly {
  readonly title: string;
  readonly share: number;
  readonly durationMinutes: number;
  readonly skill: string;
  readonly type: string;
}[] = [
  { title: 'Flooding · On street', share: 30, durationMinutes: 60, skill: 'sewer', type: 'service_call' },
  { title: 'Flooding · On property', share: 14, durationMinutes: 90, skill: 'sewer', type: 'emergency' },
  { title: 'Odor · From catch basin', share: 14, durationMinutes: 45, skill: 'sewer', type: 'inspection' },
  { title: 'Sewer · Manhole cover off', share: 8, durationMinutes: 30, skill: 'sewer', type: 'repair' },
  { title: 'Glazier · Routine', share: 12, durationMinutes: 60, skill: 'glazier', type: 'repair' },
  { title: 'Glazier · Urgent', share: 5, durationMinutes: 45, skill: 'glazier', type: 'repair' },
  { title: 'Laborer · Routine', share: 12, durationMinutes: 45, skill: 'labor', type: 'maintenance' },
  { title: 'Other enquiry', share: 5, durationMinutes: 30, skill: '', type: 'estimate' },
];

export const people: readonly (readonly [name: string, color: string])[] = [
  ['Ana Ruiz', '#4263eb'],
  ['Ben Okafor', '#0b7285'],
  ['Chi Nguyen', '#2b8a3e'],
  ['Dana Wolf', '#c2255c'],
  ['Emil Brandt', '#c4480a'],
  ['Farah Aziz', '#5f3dc4'],
  ['Gus Lindqvist', '#1971c2'],
  ['Hana Sato', '#087f5b'],
  ['Ivo Petrov', '#9c36b5'],
  ['June Park', '#c2255c'],
  ['Kofi Mensah', '#364fc7'],
  ['Lena Marsh', '#4f7d0b'],
  ['Marco Bellini', '#a61e4d'],
  ['Nadia Haddad', '#0c7a8a'],
  ['Oskar Lund', '#6741d9'],
  ['Priya Nair', '#b35900'],
  ['Quinn Doyle', '#1864ab'],
  ['Rosa Delgado', '#862e9c'],
  ['Sam Whitfield', '#2f7d32'],
  ['Tomoko Abe', '#ad3c1c'],
  ['Uma Shah', '#3b5bdb'],
  ['Viktor Hahn', '#087f5b'],
  ['Wanda Kowalska', '#9c36b5'],
  ['Yusuf Demir', '#5c6b1f'],
];
