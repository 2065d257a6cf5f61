import { describe, expect, test } from '@jest/globals';
import { AWKWARD } from '../../../../faults/awkward/awkward-lab.ts';
import { labTarget } from '../../../../faults/lab/lab-target.ts';
import { casesOf } from '../../../../faults/run-suite.ts';
import { virtualClock, type Clock } from '../../../../faults/server/clock.ts';
import type { Handle } from '../../../../faults/server/message.ts';
import { prepareContract } from '../../../../src/contract/prepare-contract.ts';
import { publish } from '../../../../src/contract/report/publish-report.ts';
import { runPrepared } from '../../../../src/contract/run-prepared.ts';

const { name, description, identities, safety, rightServer } = AWKWARD;

async function reportOf(handle: Handle, clock: Clock, mark: string) {
  const target = labTarget(name, handle, clock);
  const run = prepareContract({ description, identities, safety, cases: casesOf(AWKWARD), target, mark });
  const { report } = publish(await runPrepared(run), {
    failOn: 'likely',
    credentials: '',
    baseUrl: 'http://campus.test',
    source: 'campus.yaml',
    alone: (id) => id,
    replay: (id) => id,
    placeOf: () => undefined,
  });
  // how long it took, what was left over, and how often names were taken by what the first run has left
  const { run: _, counts, ...rest } = report;
  return { ...rest, counts: { ...counts, requests: 0 } };
}

describe('two full runs on the same awkward server, which is started again but never emptied', () => {
  test('give the same report', async () => {
    const clock = virtualClock();
    const { handle, restart } = rightServer(clock);
    const first = await reportOf(handle, clock, 'k3x9');
    expect(first.findings.length).toBeGreaterThan(5);
    restart();
    expect(await reportOf(handle, clock, 'q7w2')).toEqual(first);
  });
});
