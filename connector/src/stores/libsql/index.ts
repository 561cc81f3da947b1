/** The libSQL store. Open a database with `db.native.ts` or `db.web.ts`, then the store on it. */
export { type Database, DatabaseError } from './database.ts';
export { type LibsqlStoreOptions, openLibsqlStore } from './libsql-store.ts';
