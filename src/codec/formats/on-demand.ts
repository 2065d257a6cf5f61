import { onDemand } from '../../base/on-demand.ts';

/** Reads and writes comma-separated values. */
export const csv = onDemand(() => import('./csv-codec.ts'));

/** Reads and writes XML. */
export const xml = onDemand(() => import('./xml-codec.ts'));

/** Reads and writes YAML. */
export const yaml = onDemand(() => import('./yaml-codec.ts'));
