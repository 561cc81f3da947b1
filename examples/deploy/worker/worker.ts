/** The connector as a worker; everything is set in wrangler.json, and in `DISPATCHKIT_CONFIG`, which holds what a file holds elsewhere. */
export { ConnectorObject, default } from '@dispatchkit/connector/workerd';
