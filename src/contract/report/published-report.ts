import type { Provenance } from '../../description/model/source.ts';
import type { Phase } from '../case/case.ts';
import type { Shard } from '../plan/spread/shard.ts';
import type { Tally } from './reach/hints.ts';
import type { Safety } from '../plan/plan-cases.ts';
import type { Learned, OperationTimes } from '../run/state/run-memory.ts';
import type { BreakReason } from '../run/run-cases.ts';
import type { PublishedFinding } from './findings/published-finding.ts';
import type { OperationReach } from './reach/reach.ts';
import type { Coverage, GapKind } from './coverage/coverage.ts';
import type { Counts, FailOn } from './report.ts';

/**
 * A run as plain data, as `schemas/contract-report.schema.json` describes it: no bytes, no secrets, and identifiers
 * that the target created as `{name}`. Only `run` differs between two runs that saw the same.
 */
export interface PublishedReport {
  readonly api: string;
  readonly title: string;
  /** The name of the description in a command: its bundled name, or its path as it was given. */
  readonly source: string;
  /** The URL of the target, or `mock`. */
  readonly target: string;
  readonly safety: Safety;
  readonly seed: number;
  /** The hash of the plan: see `planHash`. */
  readonly plan: string;
  /** Present where the budget ended before all cases were run. */
  readonly budget?: {
    readonly seconds: number;
    readonly notRun: number;
    /** True where there are more cases, which were not planned in time. */
    readonly isMore?: boolean;
  };
  /** Present for one of several parts of a run: what they are merged by. */
  readonly shard?: PublishedShard;
  readonly failOn: FailOn;
  /** Where the credentials come from, in words. */
  readonly credentials: string;
  readonly verdict: PublishedVerdict;
  /** Probable faults of the run itself, such as missing credentials. */
  readonly hints: readonly string[];
  /** Advice that would let the run say more, such as to give identifiers that the target has. */
  readonly notes: readonly string[];
  readonly counts: Counts;
  readonly coverage: PublishedCoverage;
  /** Whether the operations were reached; empty where the run broke off. */
  readonly reach: readonly PublishedReach[];
  /** The creates that were refused however they were tried. */
  readonly refusals: readonly PublishedRefusal[];
  readonly operations: readonly PublishedOperation[];
  /** The operations that options leave out, in every role; absent for none. */
  readonly excluded?: readonly string[];
  /** Findings with one cause are one, shown at the smallest case; those that fail the run come first. */
  readonly findings: readonly PublishedFinding[];
  readonly cases: readonly PublishedCase[];
  /** What the run has learned of the target while it sent, by operation; absent for nothing. */
  readonly learned?: Learned;
  /** Absent where the run came to its end. */
  readonly broken?: { readonly reason: BreakReason; readonly detail: string };
  readonly run: RunDetails;
}

/** A part of a run, with what only all parts together say. */
export interface PublishedShard extends Shard {
  readonly hints: readonly Tally[];
  readonly notes: readonly Tally[];
  /** By the makers of cases about credentials, whether one of them was refused for them. */
  readonly checked: Readonly<Record<string, boolean>>;
}

/** Whether a documented operation was answered with a success, and if not, why, and what to do about it. */
export interface PublishedReach {
  readonly operationId: string;
  readonly kind: OperationReach['kind'];
  readonly reason?: string;
  /** The id of the finding that says so; only for `notReached`. */
  readonly finding?: string;
  /** The smallest valid request that was refused; only for `notReached`. */
  readonly refusal?: Pick<PublishedFinding, 'request' | 'response'>;
  readonly next?: string;
}

/** The smallest request of a create that was refused however it was tried. */
export interface PublishedRefusal {
  readonly operationId: string;
  readonly request: string;
  readonly body?: string;
  readonly status?: number;
  readonly response: string;
  readonly next: string;
}

/**
 * `blocked`: there are no failures, but some or all cases could not be checked. `unreached`: the cases are sound, but
 * operations never answered with a success. `uncovered`: less of the description was covered than is demanded. `broken`:
 * the run ended early.
 */
export interface PublishedVerdict {
  readonly kind: 'passed' | 'failed' | 'blocked' | 'unreached' | 'uncovered' | 'broken';
  readonly reason: string;
}

export type PublishedCoverage = Coverage<UnseenStatus, PublishedGap>;

/** Parts of the description that no message had, of one kind, one operation, and for one reason. */
export interface PublishedGap {
  readonly kind: GapKind;
  readonly operationId: string;
  /** Absent for what is of requests. */
  readonly status?: string;
  readonly reason: string;
  readonly parts: readonly {
    /** The name of the parameter, media type, example or link, or the keyword. */
    readonly name: string;
    /** JSON Pointer into the description. */
    readonly pointer: string;
  }[];
}

/** A documented status that no response had, and why. */
export interface UnseenStatus {
  readonly operationId: string;
  readonly status: string;
  readonly reason: string;
}

export interface PublishedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** False for a method that is not documented for its path. */
  readonly documented: boolean;
  readonly cases: number;
  readonly failed: number;
  readonly blocked: number;
  /** Absent where it was not judged. */
  readonly reach?: PublishedReach['kind'];
}

export interface PublishedCase {
  readonly id: string;
  readonly title: string;
  readonly operationId: string;
  readonly maker: string;
  readonly phase: Phase;
  readonly provenance: Provenance;
  readonly verdict: 'passed' | 'failed' | 'blocked' | 'unreached' | 'skipped';
  /** Why the case was blocked or skipped, or its operation not reached. */
  readonly reason?: string;
}

/** All that differs between two runs that saw the same. */
export interface RunDetails {
  /** When the run began, in ISO 8601. */
  readonly started: string;
  readonly milliseconds: number;
  /** Stands in the values that no two items may share; absent where these are those of the plan. */
  readonly mark?: string;
  /** How long each case took that was sent, in milliseconds, by its id. */
  readonly cases: Readonly<Record<string, number>>;
  /** How long the requests of each operation took; sorted by its id. */
  readonly operations: readonly OperationTimes[];
  /** What the run has left on the target, by real addresses and identifiers. */
  readonly leftovers: readonly string[];
  /** How many requests were sent again after 429; absent for none. */
  readonly rateLimited?: number;
  /** How many connections failed and were opened again; absent for none. */
  readonly reconnected?: number;
}
