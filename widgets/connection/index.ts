export { Connection, type GetToken } from './connection.ts';
