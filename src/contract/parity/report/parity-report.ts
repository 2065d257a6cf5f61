import type { PublishedRequest, PublishedResponse } from '../../report/findings/published-finding.ts';
import type { PublishedReport, PublishedVerdict } from '../../report/published-report.ts';
import type { DifferenceKind } from '../compare/compare-exchanges.ts';
import type { Sides } from '../compare/sides.ts';
import type { ParityVerdict } from '../judge/difference.ts';
import type { UsedOutcome } from '../used/used-members.ts';
import type { MatrixRow } from './matrix.ts';

/** A comparison as plain data, as `schemas/parity-report.schema.json` describes it: no secrets. */
export interface ParityReport extends Pick<
  PublishedReport,
  'api' | 'title' | 'source' | 'target' | 'safety' | 'seed' | 'plan' | 'credentials' | 'budget' | 'broken'
> {
  /** The URL of the mock, or `mock`. */
  readonly mock: string;
  readonly verdict: PublishedVerdict;
  readonly cases: { readonly planned: number; readonly compared: number };
  /** How many requests were sent to both and compared. */
  readonly compared: number;
  /** Of the operations with a status that both sides have given, how many are the same. */
  readonly parity: { readonly same: number; readonly seen: number };
  readonly matrix: readonly MatrixRow[];
  readonly differences: readonly PublishedDifference[];
  /** Present where what a front end has used was sent. */
  readonly used?: UsedOutcome;
  readonly run: PublishedReport['run'];
}

/** A place of a difference: the statuses that the sides gave; 0 for no response. */
export interface PublishedPlaces {
  readonly operationId: string;
  readonly statuses: Sides<number>;
}

export interface PublishedDifference extends PublishedPlaces {
  readonly id: string;
  readonly verdict: ParityVerdict;
  /** False for one that never fails a run. */
  readonly fails: boolean;
  readonly kind: DifferenceKind;
  /** The header field, the place in the body, or the law; absent for a status. */
  readonly place?: string;
  readonly found: Sides<string>;
  readonly because: readonly string[];
  readonly likewise: readonly PublishedPlaces[];
  readonly descriptionPointer: string;
  /** File and line of it. */
  readonly described?: string;
  readonly caseId: string;
  readonly title: string;
  readonly cases: readonly string[];
  readonly request: PublishedRequest;
  /** Absent for a side without a response. */
  readonly responses: Partial<Sides<PublishedResponse>>;
  /** The actions of an overlay that make it vanish, as YAML. */
  readonly correction?: string;
  /** A behaviour of the mock that makes it vanish, where no description can. */
  readonly behaviour?: string;
  /** The command that compares no more than it takes to see it. */
  readonly again: string;
}
