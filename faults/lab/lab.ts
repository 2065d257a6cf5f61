import type { Identities } from '../../src/contract/case/identities.ts';
import type { Safety } from '../../src/contract/plan/plan-cases.ts';
import type { Description } from '../../src/description/model/description.ts';
import type { ExpectedFinding } from './expected-findings.ts';
import type { Fault } from '../fault.ts';
import type { Clock } from '../server/clock.ts';
import type { Handle } from '../server/message.ts';

/** A server without a planted fault. */
export interface RightServer {
  readonly handle: Handle;
  /** Makes a server that has ended accept connections again. Its state is kept. */
  readonly restart: () => void;
  /** Returns a sentence for each forbidden thing that a run has done to the server. */
  readonly harm: () => readonly string[];
}

/** A description, a server that follows it, and servers that do not. */
export interface Lab {
  readonly name: string;
  readonly description: Description;
  readonly identities: Identities;
  readonly safety: Safety;
  readonly rightServer: (clock: Clock) => RightServer;
  readonly faults: readonly Fault[];
  /** Gives a server items as a caller does, 25 a list. */
  readonly stock: (handle: Handle) => Promise<void>;
  /** The correct findings on the server without a planted fault. */
  readonly expected: readonly ExpectedFinding[];
  /** What a run does to that server, and says so: an action that nothing takes back. */
  readonly toldHarm: readonly string[];
  /** The smallest share of the faults that has to be found. */
  readonly floor: number;
  /** True when every case can be prepared on the server without a planted fault. */
  readonly allPass: boolean;
  /**
   * How long may take, in milliseconds of real time: a run of all cases, the hunt for one fault, and that for all of
   * them.
   */
  readonly budget: { readonly run: number; readonly hunt: number; readonly hunts: number };
}
