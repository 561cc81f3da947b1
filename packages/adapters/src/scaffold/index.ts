/** First manifests from what a host says of itself: OpenAPI documents and OData metadata. */
export type { Decision, DescribedHost } from './described.ts';
export { ScaffoldError } from './document.ts';
export { describeOData } from './odata.ts';
export { describeOpenApi } from './openapi.ts';
export { type Scaffold, scaffold } from './scaffold.ts';
