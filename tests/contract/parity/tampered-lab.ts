import { casesOn } from '../../../faults/run-suite.ts';
import type { Lab } from '../../../faults/lab/lab.ts';
import { labTarget } from '../../../faults/lab/lab-target.ts';
import { virtualClock, type Clock } from '../../../faults/server/clock.ts';
import { type DescribedServer } from '../../../faults/server/described-server.ts';
import { type Handle, type Request } from '../../../faults/server/message.ts';
import { rewritten, shownOf, type Shown } from '../../../faults/tamper/shown.ts';
import { type FinishedParity } from '../../../src/contract/parity/judge/finished-parity.ts';
import { differenceId } from '../../../src/contract/parity/judge/difference.ts';
import { runParity } from '../../../src/contract/parity/run-parity.ts';
import { prepareContract } from '../../../src/contract/prepare-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { type Description } from '../../../src/description/model/description.ts';
import { type Behaviours } from '../../../src/mock/behaviour/behaviour.ts';
import { createMockOf } from '../../../src/mock/mock.ts';

/** A deliberate difference: how the responses of an operation with one status are changed. */
export interface Tampering {
  readonly operation: string;
  readonly status: number;
  readonly change: (shown: Shown, request: Request) => Partial<Shown> | undefined;
}

/** A deliberate difference with its verdict and its name. */
export interface JudgedTampering extends Tampering {
  readonly verdict: string;
}

/** Returns a server whose responses are changed. */
export function tampered(server: DescribedServer, tamperings: readonly Tampering[]): Handle {
  return (request) => {
    const answer = server.handle(request);
    if (typeof answer === 'string') return Promise.resolve(answer);
    const id = server.routeOf(request)?.id;
    const shown = shownOf(answer);
    const own = tamperings.filter(({ operation, status }) => operation === id && status === answer.status);
    const changed = own.reduce(
      (current, { change }) => ({ ...current, ...change({ ...shown, ...current }, request) }),
      {},
    );
    return Promise.resolve(own.length === 0 ? answer : rewritten(answer, changed));
  };
}

/** What a server is compared with, as far as cases are about some operations. */
interface Compared {
  readonly operations: readonly string[];
  readonly description?: Description;
  readonly behaviours?: Behaviours;
  /** The clock that the server was built with. Default: a new one. */
  readonly clock?: Clock;
}

/** Compares the server of a lab with its mock. */
export function compareLab(
  { name, identities: callers, safety, ...lab }: Lab,
  handle: Handle,
  { operations, description = lab.description, behaviours = {}, clock = virtualClock() }: Compared,
): Promise<FinishedParity> {
  const all = description.operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap(({ roles }) => roles)),
  );
  const identities = Object.entries(callers).map(([id, { credentials, roles = all }]) => ({
    id,
    credentials,
    roles,
  }));
  const mock = createMockOf([{ description, behaviours, fixtures: { identities } }]);
  const run = prepareContract({
    description,
    identities: callers,
    safety,
    cases: casesOn({ name, description, identities: callers, safety }, operations),
    target: labTarget(name, handle, clock),
  });
  const target = handlerTarget('mock', mock.handle, { isDisposable: true });
  return runParity(run, { target, identities: callers, headers: {}, perOperation: {} });
}

/** Returns the verdict and the name of each difference, at each of its places. */
export function verdicts({ differences }: FinishedParity): readonly string[] {
  return differences
    .flatMap((one) =>
      [one, ...one.others].map((place) => `${one.verdict} ${differenceId({ ...one, ...place })}`),
    )
    .toSorted();
}
