/* global Microsoft */

const waiting = [];

/** Called by the page once it is ready. */
function Open(connectorUrl) {
  const connection = document.createElement('dk-connection');
  connection.setAttribute('url', connectorUrl);
  // The server trades the key; its answer comes as a call of `GiveToken`.
  connection.getToken = () => {
    return new Promise((resolve) => {
      waiting.push(resolve);
      Microsoft.Dynamics.NAV.InvokeExtensibilityMethod('TokenWanted', []);
    });
  };
  connection.append(document.createElement('dk-console'));
  document.getElementById('controlAddIn').replaceChildren(connection);
}

function GiveToken(token) {
  for (const resolve of waiting.splice(0)) resolve(token);
}

globalThis.Open = Open;
globalThis.GiveToken = GiveToken;
