import type { Skill } from '@dispatchkit/contract';

/** When somebody works: wall times; an end before the start lies on the next day. Days Monday 1 … Sunday 7. */
export interface ShiftPattern {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  /** Start of the break and its length. */
  readonly breakFrom: string;
  readonly breakMinutes: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** White initials on it have a contrast of at least 4.5:1. */
  readonly color: string;
  readonly home: string;
  readonly crewId: string;
  readonly skills: readonly Skill[];
  readonly certifications: readonly string[];
  readonly pattern: ShiftPattern;
}

const monToFri = [1, 2, 3, 4, 5];
const tueToSat = [2, 3, 4, 5, 6];
const sunToThu = [7, 1, 2, 3, 4];
const wedToSun = [3, 4, 5, 6, 7];

const early = { from: '07:00', to: '15:30', breakFrom: '11:30', breakMinutes: 30 };
const day = { from: '08:00', to: '17:00', breakFrom: '12:00', breakMinutes: 45 };
const office = { from: '09:00', to: '18:00', breakFrom: '12:30', breakMinutes: 45 };
const short = { from: '08:30', to: '14:30', breakFrom: '11:30', breakMinutes: 30 };
const late = { from: '12:30', to: '21:00', breakFrom: '16:30', breakMinutes: 30 };
const dawn = { from: '05:00', to: '13:30', breakFrom: '09:00', breakMinutes: 30 };
const night = { from: '22:00', to: '06:30', breakFrom: '02:00', breakMinutes: 30 };

type Hours = Omit<ShiftPattern, 'days'>;
const person = (
  name: string,
  color: string,
  home: string,
  crewId: string,
  skills: string,
  hours: Hours,
  days: readonly number[],
): Person => ({
  id: `tech-${name.toLowerCase().replaceAll(' ', '-')}`,
  name,
  color,
  home,
  crewId,
  skills: skills.split(' ').map(toSkill),
  certifications: skills.includes('sewer:3') ? ['confined-space'] : [],
  pattern: { ...hours, days },
});

function toSkill(text: string): Skill {
  const [key = '', level] = text.split(':');
  return level === undefined ? { key } : { key, level: Number(level) };
}

/** Made-up people. */
export const people: readonly Person[] = [
  person('Ana Ruiz', '#4263eb', 'North Beach', 'sewer-north', 'sewer:3', day, monToFri),
  person('Ben Okafor', '#0b7285', 'Bayview', 'sewer-south', 'sewer:2 streets', day, sunToThu),
  person('Chi Nguyen', '#15803d', 'Inner Sunset', 'sewer-west', 'sewer:2', office, monToFri),
  person('Dana Wolf', '#c2255c', 'Russian Hill', 'housing', 'glazing:2 repairs', office, tueToSat),
  person('Emil Brandt', '#c2410c', 'Mission', 'sewer-north', 'sewer:3', early, monToFri),
  person('Farah Aziz', '#5f3dc4', 'Excelsior', 'housing', 'glazing:2 repairs cleaning', day, monToFri),
  person('Gus Lindqvist', '#1971c2', 'Noe Valley', 'sewer-south', 'sewer:1 cleaning', day, wedToSun),
  person('Hana Sato', '#087f5b', 'Lower Pacific Heights', 'sewer-west', 'sewer:2', office, monToFri),
  person('Ivo Petrov', '#9c36b5', 'Western Addition', 'sewer-north', 'sewer:2', day, tueToSat),
  person('June Park', '#a61e4d', 'Parkside', 'sewer-west', 'sewer:3', early, sunToThu),
  person('Kofi Mensah', '#364fc7', 'Hunters Point', 'sewer-south', 'sewer:2 repairs', day, monToFri),
  person('Lena Marsh', '#4d7c0f', 'Pacific Heights', 'streets', 'trees streets cleaning', early, monToFri),
  person('Mateo Silva', '#7048e8', 'Mission', 'housing', 'glazing:1 repairs', day, monToFri),
  person('Nadia Rahman', '#0f766e', 'Outer Richmond', 'streets', 'cleaning', short, wedToSun),
  person('Oscar Lund', '#b91c1c', 'Potrero Hill', 'sewer-south', 'sewer:2', night, tueToSat),
  person('Priya Nair', '#1864ab', 'South of Market', 'streets', 'cleaning streets', office, monToFri),
  person('Quinn Harper', '#862e9c', 'Bernal Heights', 'housing', 'repairs glazing:1', early, tueToSat),
  person('Rosa Delgado', '#92400e', 'Mission Dolores', 'sewer-north', 'sewer:2', day, sunToThu),
  person('Sam Tanaka', '#3730a3', 'Outer Sunset', 'sewer-west', 'sewer:1 trees', dawn, monToFri),
  person('Tess Moreau', '#237032', 'Marina', 'sewer-north', 'sewer:2', office, wedToSun),
  person('Umar Farouk', '#be185d', 'Tenderloin', 'streets', 'cleaning repairs', day, monToFri),
  person('Vera Kovac', '#0369a1', 'Inner Richmond', 'sewer-west', 'sewer:3 glazing:1', late, tueToSat),
  person('Will Adeyemi', '#6b21a8', 'Buena Vista', 'housing', 'glazing:2 repairs', day, sunToThu),
  person('Yuki Arai', '#854d0e', 'Civic Center', 'sewer-north', 'sewer:2 glazing:2', night, sunToThu),
];

/** Made-up residents. Telephone numbers are from the range kept free for fiction. */
export const residents: readonly string[] = [
  'Alma Whitfield',
  'Bruno Castellano',
  'Cora Lindgren',
  'Dev Malhotra',
  'Elsie Pomeroy',
  'Felix Oduya',
  'Greta Holm',
  'Hugo Ferrand',
  'Ines Calloway',
  'Jonah Strand',
  'Kira Bellweather',
  'Luis Ocampo',
  'Maud Tennyson',
  'Nils Aakre',
  'Opal Reyes',
  'Pavel Dvorsky',
  'Ruth Amari',
  'Silas Monroe',
  'Thea Lundqvist',
  'Ugo Bassani',
  'Viola Crane',
  'Wes Nakagawa',
  'Xenia Marlow',
  'Zaid Hamdan',
];

export const organizations = {
  sewer: 'Sewer Operations',
  housing: 'Housing Authority',
  post: 'Postal Service, Street Boxes',
  shelters: 'Transit Shelter Services',
  streets: 'Street Maintenance',
} as const;
