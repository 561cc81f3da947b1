export { type AddedTexts, addLanguage } from '../shared/added-texts.ts';
export { Connection, type GetToken } from './connection.ts';
