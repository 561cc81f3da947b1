// Prints what the rules of time answer on the runtime that runs this.
import { results } from './results.ts';

console.log(JSON.stringify(await results()));
