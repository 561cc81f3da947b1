import type { Random } from './random.ts';

/**
 * Where requests come from. Measured on "San Francisco 311 Cases" (DataSF, public domain), the 10,000-case extract that
 * `maps/sf311-jobs.yaml` describes: neighbourhood, how many of its cases lie there, a rectangle (degrees, WGS 84: south, west, north,
 * east) wholly inside its outline in "SFFind Neighborhoods" (DataSF, public domain), and the streets its cases name most often.
 */
const measured = `
South of Market | 275 | 37.776 -122.4081 37.7829 -122.3966 | Folsom St, Howard St, 1st St, Harrison St, 7th St, Clementina St, Mission St, Bryant St
Potrero Hill | 270 | 37.7502 -122.4055 37.7655 -122.3944 | Connecticut St, Dakota St, 25th St, Missouri St, Watchman Way, Wisconsin St, 26th St, Pennsylvania Ave
Outer Richmond | 217 | 37.7729 -122.5021 37.781 -122.48 | Geary Blvd, Cabrillo St, Balboa St, La Playa, Clement St, 25th Ave, 30th Ave, 24th Ave
Outer Sunset | 200 | 37.7499 -122.508 37.7637 -122.4783 | Judah St, 46th Ave, Taraval St, Irving St, Noriega St, Great Hwy, 48th Ave, Lincoln Way
Sunnydale | 199 | 37.7087 -122.4223 37.7127 -122.4168 | Sunnydale Ave, Blythdale Ave, Brookdale Ave, Santos St, Hahn St, Velasco St, Pasadena St, Velasco Ave
Inner Richmond | 187 | 37.7746 -122.4773 37.784 -122.4596 | Geary Blvd, Clement St, California St, Balboa St, Anza St, Cabrillo St, 14th Ave, Park Presidio Blvd
Mission | 176 | 37.7494 -122.4207 37.7687 -122.4085 | Mission St, 17th St, Potrero Ave, Folsom St, 18th St, Shotwell St, Valencia St, 24th St
Pacific Heights | 167 | 37.7893 -122.4438 37.7951 -122.4237 | California St, Van Ness Ave, Sacramento St, Jackson St, Divisadero St, Broadway, Pacific Ave, Vallejo St
Western Addition | 147 | 37.779 -122.4382 37.7833 -122.4278 | McAllister St, Turk St, Divisadero St, Eddy St, Scott St, Golden Gate Ave, Fulton St, Pierce St
Bernal Heights | 135 | 37.7402 -122.4207 37.7473 -122.4116 | Ellsworth St, Mission St, Alemany Blvd, Folsom St, Precita Ave, Cortland Ave, Cesar Chavez St, Industrial St
Hunters Point | 126 | 37.7242 -122.3815 37.7304 -122.3651 | Kiska Rd, Northridge Rd, Harbor Rd, Jerrold Ave, Oakdale Ave, Griffith St, Palou Ave, Innes Ave
Parkside | 95 | 37.7347 -122.494 37.7477 -122.4772 | Taraval St, Sunset Blvd, Vicente St, Ulloa St, Santiago St, Wawona St, 28th Ave, 33rd Ave
Mission Dolores | 95 | 37.7588 -122.428 37.7677 -122.4225 | 18th St, Guerrero St, Church St, Dolores St, 15th St, 16th St, 19th St, 14th St
Financial District | 89 | 37.7912 -122.4017 37.7956 -122.3922 | Market St, California St, Mission St, Sansome St, Montgomery St, Howard St, The Embarcadero, Main St
North Beach | 87 | 37.8027 -122.413 37.8047 -122.4089 | Stockton St, Powell St, Broadway, Columbus Ave, Union St, Francisco St, Grant Ave, Hotaling Pl
Civic Center | 87 | 37.7771 -122.423 37.7806 -122.4174 | Franklin St, Van Ness Ave, McAllister St, Market St, Golden Gate Ave, Larkin St, Fulton St, Hayes St
Tenderloin | 81 | 37.7826 -122.4206 37.7855 -122.4105 | Ellis St, Turk St, Leavenworth St, Eddy St, Geary St, Jones St, O'Farrell St, Van Ness Ave
Lower Nob Hill | 79 | 37.787 -122.4206 37.7896 -122.4114 | Sutter St, Leavenworth St, Bush St, Post St, Polk St, Geary St, Jones St, Larkin St
Chinatown | 78 | 37.7908 -122.4071 37.796 -122.4048 | Pacific Ave, Kearny St, Stockton St, Sacramento St, Washington St, Grant Ave, California St, Clay St
Lower Pacific Heights | 77 | 37.7845 -122.4459 37.7873 -122.4338 | Sutter St, Scott St, Geary Blvd, Post St, Pine St, Fillmore St, Divisadero St, Bush St
Russian Hill | 75 | 37.7992 -122.4232 37.804 -122.4157 | Larkin St, Lombard St, Union St, Filbert St, Jones St, Taylor St, Hyde St, Columbus Ave
Duboce Triangle | 75 | 37.7665 -122.4355 37.7703 -122.4303 | Sanchez St, Duboce Ave, 14th St, Church St, Noe St, Market St, Duboce St, Waller St
Bayview | 73 | 37.7309 -122.3906 37.738 -122.3805 | 3rd St, Palou Ave, Hudson Ave, Newhall St, Oakdale Ave, Phelps St, Keith St, Newcomb Ave
Nob Hill | 72 | 37.7911 -122.4185 37.7957 -122.4104 | Pine St, Sacramento St, Powell St, California St, Leavenworth St, Clay St, Stockton St, Jones St
Noe Valley | 69 | 37.745 -122.4377 37.753 -122.4281 | Diamond St, 24th St, Church St, 27th St, Dolores St, Noe St, Sanchez St, Jersey St
Lower Haight | 67 | 37.7715 -122.4366 37.7739 -122.4288 | Oak St, Haight St, Fillmore St, Scott St, Steiner St, Market St, Webster St, Pierce St
Cathedral Hill | 66 | 37.7813 -122.4261 37.7888 -122.4223 | Franklin St, Eddy St, Gough St, Van Ness Ave, Bush St, Geary Blvd, Post St, Laguna St
Inner Sunset | 59 | 37.7603 -122.4761 37.7653 -122.4614 | Irving St, 9th Ave, Lincoln Way, Judah St, 7th Ave, 10th Ave, Kirkham St, 19th Ave
Buena Vista | 58 | 37.7675 -122.4427 37.7724 -122.4378 | Haight St, Divisadero St, Buena Vista East Ave, Waller St, Buena Vista Ter, Page St, Baker St, Broderick St
Mission Bay | 51 | 37.7668 -122.3953 37.7761 -122.3878 | Berry St, 4th St, King St, 5th St, 3rd St, Channel St, Terry A Francois Blvd, 6th St
Panhandle | 49 | 37.7728 -122.4511 37.775 -122.4406 | Fell St, Masonic Ave, Shrader St, Hayes St, Stanyan St, Grove St, Oak St, Cole St
Downtown / Union Square | 46 | 37.7876 -122.4099 37.79 -122.4035 | Stockton St, Bush St, Powell St, Post St, Ellis St, Grant Ave, Sutter St, Cyril Magnin St
Marina | 45 | 37.8007 -122.4467 37.8063 -122.434 | Chestnut St, Lombard St, Laguna St, Marina Blvd, Bay St, Van Ness Ave, North Point St, Buchanan St
Holly Park | 43 | 37.7356 -122.4242 37.739 -122.4171 | Appleton Ave, Highland Ave, Mission St, Andover St, Cortland Ave, Park St, Randall St, San Jose Ave
Rincon Hill | 42 | 37.7872 -122.3916 37.7893 -122.388 | 1st St, Harrison St, Folsom St, Guy Pl, The Embarcadero, Essex St, Lansing St, Beale St
Polk Gulch | 41 | 37.7906 -122.4224 37.7972 -122.4204 | Polk St, Larkin St, Clay St, Sacramento St, California St, Pine St, Van Ness Ave, Broadway
Excelsior | 41 | 37.718 -122.4338 37.7258 -122.4254 | Persia Ave, Mission St, Sunnydale Ave, London St, Dublin St, Moscow St, Vienna St, Paris St
Hayes Valley | 40 | 37.775 -122.431 37.7776 -122.4232 | Hayes St, Fell St, Fillmore St, Buchanan St, Gough St, Octavia St, Webster St, Oak St
Portola | 40 | 37.7213 -122.4114 37.7316 -122.4043 | San Bruno Ave, Silliman St, Holyoke St, Felton St, Bowdoin St, Silver Ave, Hale St, Woolsey St
Lone Mountain | 38 | 37.7759 -122.4581 37.7812 -122.448 | Geary Blvd, Masonic Ave, Arguello Blvd, Turk Blvd, Anza St, Hayes St, Shrader St, Ewing Ter
`;

export interface Neighborhood {
  readonly name: string;
  readonly cases: number;
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly streets: readonly string[];
}

export const neighborhoods: readonly Neighborhood[] = measured.trim().split('\n').map(readRow);

function readRow(row: string): Neighborhood {
  const [name = '', cases, bounds = '', streets = ''] = row.split(' | ');
  const [south = 0, west = 0, north = 0, east = 0] = bounds.split(' ').map(Number);
  return { name, cases: Number(cases), south, west, north, east, streets: streets.split(', ') };
}

/** Centre of the city, for a map to open at. */
export const cityCenter = { latitude: 37.7605, longitude: -122.4376 } as const;

export function pickNeighborhood(random: Random): Neighborhood {
  return random.weighted(neighborhoods, ({ cases }) => cases);
}

/** A position inside the neighbourhood, to about a metre. */
export function pickPosition(
  random: Random,
  { south, west, north, east }: Neighborhood,
): { latitude: number; longitude: number } {
  return { latitude: round(random.between(south, north)), longitude: round(random.between(west, east)) };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** "1547 Folsom St" or "Folsom St & 5th St". */
export function pickAddress(random: Random, { streets }: Neighborhood, isCorner: boolean): string {
  const street = random.pick(streets);
  if (!isCorner) return `${random.integer(1, 29) * 100 + random.integer(1, 99)} ${street}`;
  const other = random.pick(streets.filter((name) => name !== street));
  return `${street} & ${other}`;
}
