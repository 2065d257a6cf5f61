import type { Provenance } from '../../description/model/source.ts';
import type { Confidence, Phase } from '../case/case.ts';
import type { CheckId } from '../case/finding.ts';
import type { Safety } from '../plan/plan-cases.ts';
import type { BreakReason } from '../run/run-cases.ts';
import type { Counts, Coverage, FailOn } from './report.ts';

/**
 * A run in plain data, as `schemas/contract-report.schema.json` describes it: no bytes, no secrets, and identifiers
 * that the target made as `{name}`. What changes from run to run stands under `run`, and nowhere else.
 */
export interface PublishedReport {
  readonly api: string;
  readonly title: string;
  /** What to call the description in a command: its bundled name, or its path as it was given. */
  readonly source: string;
  /** The URL that was asked, or `mock`. */
  readonly target: string;
  readonly safety: Safety;
  readonly seed: number;
  /** Tells one plan from another. */
  readonly plan: string;
  /** Absent unless the time that the run was given was over before all its cases were run. */
  readonly budget?: {
    readonly seconds: number;
    readonly notRun: number;
    /** There are more, which were not made before the time was over. */
    readonly isMore?: boolean;
  };
  readonly failOn: FailOn;
  /** Where the credentials come from. */
  readonly credentials: string;
  readonly verdict: PublishedVerdict;
  /** What is probably wrong with the run itself, such as missing credentials. */
  readonly hints: readonly string[];
  /** What would let the run say more, such as identifiers that the target has. */
  readonly notes: readonly string[];
  readonly counts: Counts;
  readonly coverage: Coverage<UnseenStatus>;
  readonly operations: readonly PublishedOperation[];
  /** Equal ones are one, shown at its smallest case; sorted by the id of that. */
  readonly findings: readonly PublishedFinding[];
  readonly cases: readonly PublishedCase[];
  /** Undefined where all cases were run. */
  readonly broken?: { readonly reason: BreakReason; readonly detail: string };
  readonly run: RunFacts;
}

/** `blocked`: nothing was found, but not everything, or nothing at all, could be looked at. `broken`: the run ended early. */
export interface PublishedVerdict {
  readonly kind: 'passed' | 'failed' | 'blocked' | 'broken';
  readonly reason: string;
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
  /** False for a method that a path does not have. */
  readonly documented: boolean;
  readonly cases: number;
  readonly failed: number;
  readonly blocked: number;
}

export interface PublishedCase {
  readonly id: string;
  readonly title: string;
  readonly operationId: string;
  readonly maker: string;
  readonly phase: Phase;
  readonly provenance: Provenance;
  readonly verdict: 'passed' | 'failed' | 'blocked';
  /** Why it was blocked. */
  readonly reason?: string;
}

/** A finding with all that is needed to understand it and to see it again. */
export interface PublishedFinding {
  /** What `stuntdouble replay` knows it by: the id of its case, and a hash of what was found. */
  readonly id: string;
  readonly check: CheckId;
  /** What the check asks for, in a sentence. */
  readonly rule: string;
  readonly confidence: Confidence;
  readonly provenance: Provenance;
  /** Whether it fails the run. */
  readonly fails: boolean;
  /** Absent where no baseline has it: it is new. */
  readonly standing?: Standing;
  readonly operationId: string;
  readonly caseId: string;
  readonly title: string;
  readonly step: { readonly index: number; readonly name: string };
  readonly expected: string;
  readonly found: string;
  /** JSON Pointer into the message. */
  readonly pointer?: string;
  /** JSON Pointer into the description. */
  readonly descriptionPointer: string;
  /** File and line of that, where the description is a file. */
  readonly place?: string;
  readonly request: PublishedRequest;
  readonly response?: PublishedResponse;
  /** Lines for a shell that send the same again, credentials as `$NAMES`. */
  readonly curl: readonly string[];
  /** The command that runs this case alone. */
  readonly alone: string;
  /** The command that says whether it is still there. */
  readonly replay: string;
  /** How many cases found the same. */
  readonly count: number;
  /** The ids of all of them. */
  readonly cases: readonly string[];
}

/** What a baseline says of a finding that it has; `expired`: it was accepted up to a day that is over. */
export interface Standing {
  readonly kind: 'accepted' | 'expired';
  readonly reason: string;
  readonly expires?: string;
}

export interface PublishedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Shortened where it is long. */
  readonly body?: string;
}

export interface PublishedResponse {
  readonly status: number;
  readonly contentType?: string;
  /** The part that the finding is about, shortened. */
  readonly excerpt: string;
}

/** All that differs between two runs that saw the same. */
export interface RunFacts {
  /** ISO 8601. */
  readonly started: string;
  readonly milliseconds: number;
  /** What was made and could not be removed, by its real address. */
  readonly leftovers: readonly string[];
  /** How often requests were answered 429 and sent again; absent for never. */
  readonly rateLimited?: number;
  /** How often a connection failed and was made again; absent for never. */
  readonly reconnected?: number;
}
