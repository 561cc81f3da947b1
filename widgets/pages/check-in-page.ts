import '../loader/index.ts';
import { developmentToken } from './development-token.ts';
import { applyPageOptions } from './page-options.ts';

const options = applyPageOptions();
const technicianId = options.get('technician');
const connection = document.querySelector('dk-connection');
if (connection) connection.getToken = developmentToken({ role: 'technician', ...(technicianId && { technicianId }) });
