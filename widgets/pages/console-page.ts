import '../loader/index.ts';
import { developmentToken } from './development-token.ts';
import { applyPageOptions } from './page-options.ts';

applyPageOptions();
const connection = document.querySelector('dk-connection');
if (connection) connection.getToken = developmentToken({ role: 'dispatcher' });
