/** Requests to other systems. A port, so that tests answer them and a host can route them through its own proxy. */
export type Fetch = (address: string, init?: RequestInit) => Promise<Response>;
