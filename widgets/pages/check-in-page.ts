import '../loader/index.ts';
import { developmentToken } from './development-token.ts';
import { applyPageOptions } from './page-options.ts';

const options = applyPageOptions();
const technicianId = options.get('technician');
const connection = document.querySelector('dk-connection');
// Without a name in the address a dispatcher picks one; the page then opens as that technician.
if (connection)
  connection.getToken = developmentToken(technicianId ? { role: 'technician', technicianId } : { role: 'dispatcher' });

document.addEventListener('dk-technician-chosen', (event) => {
  options.set('technician', (event as CustomEvent<{ technicianId: string }>).detail.technicianId);
  location.search = options.toString();
});
