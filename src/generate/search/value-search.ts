import { onDemand } from '../../base/on-demand.ts';

/** Searches for values where quick ones do not fit. */
export const valueSearch = onDemand(() => import('./find-value.ts'));
