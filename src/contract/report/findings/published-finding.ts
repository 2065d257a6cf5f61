import type { FileLines } from '../../../description/load/text/file-lines.ts';
import type { Provenance } from '../../../description/model/source.ts';
import type { Confidence } from '../../case/case.ts';
import type { CheckId } from '../../case/finding.ts';

/** A finding with all that is needed to understand and reproduce it. */
export interface PublishedFinding {
  /** The id for `stuntdouble replay`: that of the case, and a hash of what was found. */
  readonly id: string;
  readonly check: CheckId;
  /** The rule that the check applies, in a sentence. */
  readonly rule: string;
  readonly confidence: Confidence;
  readonly provenance: Provenance;
  /** Its code in the catalogue of the Web Fuzzing Commons; absent where that has none. */
  readonly wfc?: number;
  /** True for a finding that fails the run. */
  readonly fails: boolean;
  /** Absent for a new finding, which no baseline has. */
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
  /** File and line of `descriptionPointer`, where the description is a file. */
  readonly place?: string;
  /** The lines around it. */
  readonly described?: FileLines;
  readonly request: PublishedRequest;
  readonly response?: PublishedResponse;
  /** Shell lines that send the same requests again, credentials as `$NAMES`. */
  readonly curl: readonly string[];
  /** The command that runs the case alone. */
  readonly alone: string;
  /** The command that tells whether the finding is still there. */
  readonly replay: string;
  /** The number of cases with this finding. */
  readonly count: number;
  /** The ids of these cases. */
  readonly cases: readonly string[];
  /** Where it was found; the place of the case that is shown comes first. */
  readonly places: readonly PublishedPlace[];
}

/** A place where a finding was found: each has an operation, and what in the description it is about. */
export interface PublishedPlace {
  /** The id for `stuntdouble replay` of what was found at this place. */
  readonly id: string;
  readonly operationId: string;
  readonly caseId: string;
  /** JSON Pointer into the description. */
  readonly descriptionPointer: string;
  /** JSON Pointer into the message. */
  readonly pointer?: string;
  readonly found: string;
  /** The number of cases. */
  readonly count: number;
}

/** The entry of a finding in the baseline; `expired`: it was accepted up to a day that is over. */
export interface Standing {
  readonly kind: 'accepted' | 'expired';
  readonly reason: string;
  readonly expires?: string;
}

export interface PublishedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Cut where it is long. */
  readonly body?: string;
}

export interface PublishedResponse {
  readonly status: number;
  readonly contentType?: string;
  /** The part of the body that the finding is about, cut where it is long. */
  readonly excerpt: string;
}
