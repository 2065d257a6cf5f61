import { ANSWER_FAULTS } from './answers.ts';
import { derivedFaults } from './derived.ts';
import type { Fault } from './fault.ts';
import { REQUEST_FAULTS } from './requests.ts';
import { STATE_FAULTS } from './state.ts';

export const ALL_FAULTS: readonly Fault[] = [
  ...ANSWER_FAULTS,
  ...REQUEST_FAULTS,
  ...STATE_FAULTS,
  ...derivedFaults(),
];
