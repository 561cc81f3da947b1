/* global frappe */

const tokenMethod = 'dispatchkit_board.api.token';
const script = '/assets/dispatchkit_board/dispatchkit/dispatchkit.js';

frappe.pages['dispatch-board'].on_page_load = async (wrapper) => {
  const page = frappe.ui.make_app_page({ parent: wrapper, title: __('Dispatch board'), single_column: true });
  const { url } = await askForToken();
  await frappe.require(script);
  const connection = document.createElement('dk-connection');
  connection.setAttribute('url', url);
  connection.getToken = async () => (await askForToken()).token;
  const board = document.createElement('dk-console');
  board.style.setProperty('height', 'calc(100vh - 160px)');
  connection.append(board);
  page.main[0].append(connection);
};

/** The call carries Frappe's session and CSRF token. */
async function askForToken() {
  const { message } = await frappe.call({ method: tokenMethod, type: 'POST' });
  return message;
}
