import { AWKWARD } from './awkward/awkward-lab.ts';
import { DEPOT } from './depot/depot-lab.ts';
import type { Lab } from './lab/lab.ts';

export const LABS: readonly Lab[] = [DEPOT, AWKWARD];
