import type { Confidence } from '../../case/case.ts';
import type { Standing } from '../model/break.ts';
import type { JudgedBreak, Reason } from '../model/fate.ts';
import {
  CATEGORIES,
  categoryOf,
  OPERATOR_NAMES,
  type Category,
  type OperatorName,
} from '../model/operators.ts';

/** How strong a suite is, as plain data. */
export interface StrengthReport {
  readonly api: string;
  readonly title: string;
  /** The name of the description in a command. */
  readonly source: string;
  readonly seed: number;
  readonly plan: string;
  /** How many breaks there are; of a sample, only some of the forbidden ones are tried. */
  readonly breaks: { readonly made: number; readonly forbidden: number; readonly tried: number };
  readonly score: Score;
  readonly categories: readonly (Score & { readonly category: Category })[];
  readonly operators: readonly (Score & { readonly operator: OperatorName; readonly category: Category })[];
  readonly operations: readonly (Score & { readonly operationId: string })[];
  /** The forbidden breaks that the suite does not find. */
  readonly survivors: readonly PublishedBreak[];
  readonly killed: readonly PublishedBreak[];
  /** Those that would be forbidden, of responses that the mock never gave: nothing is broken there. */
  readonly unseen: readonly PublishedBreak[];
  /** Those that no rule forbids, whether or not something is found. */
  readonly allowed: readonly PublishedBreak[];
  readonly verdict: { readonly kind: 'passed' | 'failed'; readonly reason: string };
  /** Why it ended before all breaks were tried; absent where it did not. */
  readonly broken?: { readonly reason: 'interrupted' | 'unfinished'; readonly detail: string };
  readonly run: { readonly milliseconds: number; readonly cases: number };
}

/** Of the forbidden breaks that were tried. */
export interface Score {
  readonly killed: number;
  readonly forbidden: number;
}

/** A break with what became of it, as plain data. */
export interface PublishedBreak {
  readonly id: string;
  readonly operator: OperatorName;
  readonly operationId: string;
  readonly place: string;
  readonly standing: Standing;
  readonly fate: PublishedFate;
}

export type PublishedFate =
  | {
      readonly kind: 'killed';
      readonly check: string;
      readonly confidence: Confidence;
      readonly caseId: string;
      readonly how: 'recorded' | 'sent';
    }
  | { readonly kind: 'survived'; readonly reason: Reason; readonly detail: string };

export function publishBreak({ broken, fate }: JudgedBreak): PublishedBreak {
  const { id, operator, operationId, place, standing } = broken;
  const facts = { id, operator, operationId, place, standing };
  if (fate.kind === 'survived') return { ...facts, fate };
  const { check, confidence, caseId } = fate.by;
  return { ...facts, fate: { kind: 'killed', check, confidence, caseId, how: fate.how } };
}

/** What a report has beside its breaks. */
export type StrengthFacts = Pick<StrengthReport, 'api' | 'title' | 'source' | 'seed' | 'plan' | 'run'> & {
  readonly breaks: Omit<StrengthReport['breaks'], 'tried'>;
  readonly broken?: StrengthReport['broken'];
};

/** Counts the breaks that were tried. `minStrength`: from 0 to 1. */
export function strengthReport(
  { breaks, broken, ...facts }: StrengthFacts,
  tried: readonly PublishedBreak[],
  minStrength: number,
): StrengthReport {
  const sorted = tried.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const ofForbidden = sorted.filter(({ standing }) => standing.kind === 'forbidden');
  const killed = ofForbidden.filter(({ fate }) => fate.kind === 'killed');
  const scoreOf = (isMeant: (one: PublishedBreak) => boolean): Score => ({
    killed: killed.filter(isMeant).length,
    forbidden: ofForbidden.filter(isMeant).length,
  });
  const score = scoreOf(() => true);
  const operationIds = [...new Set(ofForbidden.map(({ operationId }) => operationId))];
  return {
    ...facts,
    breaks: { ...breaks, tried: ofForbidden.length },
    score,
    categories: CATEGORIES.map((category) => ({
      category,
      ...scoreOf(({ operator }) => categoryOf(operator) === category),
    })).filter(({ forbidden }) => forbidden > 0),
    operators: OPERATOR_NAMES.map((operator) => ({
      operator,
      category: categoryOf(operator),
      ...scoreOf((one) => one.operator === operator),
    })).filter(({ forbidden }) => forbidden > 0),
    operations: operationIds.map((operationId) => ({
      operationId,
      ...scoreOf((one) => one.operationId === operationId),
    })),
    survivors: ofForbidden.filter(({ fate }) => fate.kind === 'survived'),
    killed,
    unseen: sorted.filter(({ standing }) => standing.kind === 'unseen'),
    allowed: sorted.filter(({ standing }) => standing.kind === 'allowed'),
    verdict: verdictOf(score, minStrength, broken),
    ...(broken !== undefined && { broken }),
  };
}

function verdictOf(
  score: Score,
  minStrength: number,
  broken: StrengthReport['broken'],
): StrengthReport['verdict'] {
  if (broken?.reason === 'interrupted') return { kind: 'failed', reason: 'interrupted' };
  if (score.forbidden === 0) return { kind: 'failed', reason: 'no forbidden break was tried' };
  const share = `${percentOf(score)} of the forbidden breaks found`;
  return score.killed / score.forbidden >= minStrength
    ? { kind: 'passed', reason: share }
    : { kind: 'failed', reason: `${share}: less than ${(minStrength * 100).toFixed(0)} %` };
}

export function percentOf({ killed, forbidden }: Score): string {
  return forbidden === 0 ? '–' : `${((100 * killed) / forbidden).toFixed(1)} %`;
}
