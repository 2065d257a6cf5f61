import { onDemand } from '../../../base/on-demand.ts';

/** Finds where clients log in: most descriptions have no scheme for that. */
export const loginFinder = onDemand(() => import('./find-logins.ts'));
