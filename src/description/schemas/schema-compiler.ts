import { onDemand } from '../../base/on-demand.ts';

/** Compiles schemas. */
export const schemaCompiler = onDemand(() => import('./create-ajv.ts'));
