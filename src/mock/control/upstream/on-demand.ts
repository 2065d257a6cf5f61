import { onDemand } from '../../../base/on-demand.ts';

export type { Passage } from './passage.ts';

/** Says what goes through to an upstream. */
export const passages = onDemand(() => import('./passage.ts'));
