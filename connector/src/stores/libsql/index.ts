/** The libSQL store. Open a database with `db.native.ts` or `db.web.ts`, then the store on it. */
export { openLibsqlStore } from './libsql-store.ts';
