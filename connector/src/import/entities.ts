/** Kinds of records a file can hold. Apart from the schema, so that the command line knows them without loading it. */
export const importEntities = ['jobs', 'technicians', 'customers'] as const;
export type ImportEntity = (typeof importEntities)[number];
