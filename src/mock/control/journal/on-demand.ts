import { onDemand } from '../../../base/on-demand.ts';

/** Shows the exchanges of a journal. */
export const journalReader = onDemand(() => import('./journal-reader.ts'));
