import { onDemand } from '../../base/on-demand.ts';

/** Reads and writes multipart bodies. */
export const multipart = onDemand(() => import('./multipart-codec.ts'));
