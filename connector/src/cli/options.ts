import { Option } from 'commander';

/** For every command that opens a database. */
export const databaseOption = () =>
  new Option('--database <url>', 'database to use: file:PATH, libsql://HOST or https://HOST (default: as configured)').env(
    'DISPATCHKIT_DATABASE_URL',
  );
