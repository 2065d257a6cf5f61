import type { Identities } from '../../src/contract/case/identities.ts';
import type { Safety } from '../../src/contract/plan/plan-cases.ts';
import type { Description } from '../../src/description/model/description.ts';
import type { ExpectedFinding } from './expected-findings.ts';
import type { Fault } from '../fault.ts';
import type { Clock } from '../server/clock.ts';
import type { Handle } from '../server/message.ts';

/** A server without a fault. */
export interface RightServer {
  readonly handle: Handle;
  /** Takes connections again where it has ended. What it has stored stays. */
  readonly restart: () => void;
  /** Returns what has been done to it that no run may do, in sentences. */
  readonly harm: () => readonly string[];
}

/** A description, a server that keeps to it, and servers that do not. */
export interface Lab {
  readonly name: string;
  readonly description: Description;
  readonly identities: Identities;
  readonly safety: Safety;
  readonly rightServer: (clock: Clock) => RightServer;
  readonly faults: readonly Fault[];
  /** The findings that are right about the right server. */
  readonly expected: readonly ExpectedFinding[];
  /** The least share of the faults that has to be found. */
  readonly floor: number;
  /** True where the right server lets every case be set up. */
  readonly allPass: boolean;
  /**
   * How long may take, in milliseconds of real time: a run of all cases, the hunt for one fault, and that for all of
   * them.
   */
  readonly budget: { readonly run: number; readonly hunt: number; readonly hunts: number };
}
