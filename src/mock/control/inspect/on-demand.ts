import { onDemand } from '../../../base/on-demand.ts';

/** Shows exchanges and why they were answered so. */
export const inspectorOf = onDemand(() => import('./inspector.ts'));
