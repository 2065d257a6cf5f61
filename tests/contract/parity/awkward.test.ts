import { describe, expect, test } from '@jest/globals';
import { AWKWARD } from '../../../faults/awkward/awkward-lab.ts';
import { readDocument, startAwkward } from '../../../faults/awkward/tamper-awkward.ts';
import { virtualClock } from '../../../faults/server/clock.ts';
import { once } from '../../../src/base/memoise.ts';
import { type Behaviours } from '../../../src/mock/behaviour/behaviour.ts';
import {
  BROKEN_BEHAVIOURS,
  OPEN_OF_RIGHT_AWKWARD,
  OPERATIONS,
  TAMPERINGS,
  TOLD_OF_RIGHT_AWKWARD,
} from './awkward-differences.ts';
import { compareLab, tampered as tamperedServer, verdicts, type Tampering } from './tampered-lab.ts';

/** Compares an awkward server whose responses are changed, and returns the verdicts, each once. */
async function compareAwkward(tamperings: readonly Tampering[], behaviours: Behaviours = {}) {
  const clock = virtualClock();
  const handle = tamperedServer(startAwkward(readDocument(), clock), tamperings);
  return [
    ...new Set(verdicts(await compareLab(AWKWARD, handle, { operations: OPERATIONS, behaviours, clock }))),
  ];
}

/** In milliseconds, on a busy machine. */
const PATIENCE = 300_000;

describe('an awkward server beside its mock', () => {
  const right = once(() => compareAwkward([]));

  test(
    'differs as was judged by hand, and not otherwise',
    async () => {
      const found = await right();
      const judged = [
        ...Object.keys(TOLD_OF_RIGHT_AWKWARD).map((one) => new RegExp(`^${one}$`)),
        ...Object.keys(OPEN_OF_RIGHT_AWKWARD).map((one) => new RegExp(`^unknown \\w+/status/${one}$`)),
      ];
      expect(found.filter((one) => !judged.some((pattern) => pattern.test(one)))).toEqual([]);
      expect(judged.filter((pattern) => !found.some((one) => pattern.test(one)))).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'shows exactly the deliberate differences, each with its verdict',
    async () => {
      const before = await right();
      const found = await compareAwkward(TAMPERINGS, BROKEN_BEHAVIOURS);
      const deliberate = [...TAMPERINGS.map(({ verdict }) => verdict), 'mock readMe/status/200-500'];
      expect(found.filter((one) => !before.includes(one)).toSorted()).toEqual(deliberate.toSorted());
    },
    PATIENCE,
  );
});
