import type { Description } from '../../../description/model/description.ts';
import type { Violation } from '../../../validation/violation.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CheckId } from '../../case/finding.ts';
import { isImpossible } from '../../check/impossible-bodies.ts';
import { otherSide, SIDES, type PairedExchange, type Side, type Sides } from './sides.ts';

/** What a difference is about. `law`: a rule between the responses of a case, or one that a finding names. */
export type DifferenceKind = 'status' | 'mediaType' | 'header' | 'body' | 'law' | 'shape';

/** A difference between two responses to one request. */
export interface Observed {
  readonly kind: Exclude<DifferenceKind, 'shape'>;
  readonly caseId: string;
  readonly index: number;
  readonly operationId: string;
  /** Undefined where there was no response. */
  readonly statuses: Sides<number | undefined>;
  /** The header field, the place in the body, or the law; empty for a status. */
  readonly place: string;
  readonly found: Sides<string>;
  /** JSON Pointer into the description. */
  readonly descriptionPointer: string;
  /** True for a side whose response breaks the description, whatever the case expects. */
  readonly breaks: Sides<boolean>;
  readonly pair: PairedExchange;
}

/** The findings that say what a violation says. */
export const OF_VIOLATIONS: ReadonlySet<CheckId> = new Set<CheckId>(['body', 'header', 'mediaType']);

/** Returns how the responses to one request differ. With another status, they are not compared with each other. */
export function compareExchanges(pair: PairedExchange, description: Description): readonly Observed[] {
  const { target, mock, results } = pair;
  const { operation, index } = target;
  const statuses = { target: target.response?.status, mock: mock.response?.status };
  const facts = {
    caseId: results.target.case.id,
    index,
    operationId: operation?.id ?? '',
    statuses,
    pair,
  };
  if (operation === undefined) return [];
  const isSame = statuses.target === statuses.mock;
  return [
    ...(isSame
      ? []
      : [
          {
            ...facts,
            kind: 'status' as const,
            place: '',
            found: { target: statusText(target), mock: statusText(mock) },
            descriptionPointer: `${operation.pointer}/responses`,
            breaks: { target: isWrongStatus(target), mock: isWrongStatus(mock) },
          },
        ]),
    ...SIDES.flatMap((side) => {
      // what a response breaks is told by its own status, whatever the other side answers
      const own = { target: statuses[side], mock: statuses[side] };
      const laws = isSame ? lawsOnly(pair, side) : [];
      return [...violationsOnly(pair, side, description), ...laws].map((one) => ({
        ...facts,
        ...one,
        statuses: own,
      }));
    }),
  ];
}

function statusText({ response, dropped = '' }: Exchange): string {
  return response === undefined ? `no response: ${dropped}` : String(response.status);
}

/** True for a status that is wrong whatever was asked. What is expected of a request under test, findings tell. */
function isWrongStatus({ response, validation, step, operation }: Exchange): boolean {
  if (response === undefined) return true;
  if (step.role === 'subject') return false;
  const isUndocumented = validation?.response === undefined && (operation?.responses.length ?? 0) > 0;
  return response.status >= 500 || isUndocumented;
}

type Difference = Pick<Observed, 'kind' | 'place' | 'found' | 'descriptionPointer' | 'breaks'>;

/** Returns the violations of one side that the other has not. */
function violationsOnly(pair: PairedExchange, side: Side, description: Description): readonly Difference[] {
  const others = new Set(violationsOf(pair[otherSide(side)], description).map(ruleOf));
  return violationsOf(pair[side], description)
    .filter((one) => !others.has(ruleOf(one)))
    .map((one) => ({
      kind: KIND_OF_PART[one.where] ?? 'body',
      place: anyItem(one.pointer),
      found: foundBy(side, anyItem(one.sentence), 'without this fault'),
      descriptionPointer: one.descriptionPointer,
      breaks: foundBy(side, true, false),
    }));
}

const KIND_OF_PART: Readonly<Partial<Record<Violation['where'], Difference['kind']>>> = {
  contentType: 'mediaType',
  header: 'header',
};

function violationsOf(exchange: Exchange, description: Description): readonly Violation[] {
  const violations = exchange.validation?.rankedViolations() ?? [];
  return violations.filter((one) => one.where !== 'status' && !isImpossible(description, exchange, one));
}

/** Items of lists stand for each other. */
function ruleOf({ where, pointer, keyword }: Violation): string {
  return `${where} ${anyItem(pointer)} ${keyword}`;
}

/** Returns a text in which one item of a list stands for any. */
export function anyItem(text: string): string {
  return text.replace(/\/\d+(?=\/|\s|$)/g, '/*');
}

/** Returns the laws that one side breaks and the other keeps. */
function lawsOnly({ results, target: { index } }: PairedExchange, side: Side): readonly Difference[] {
  const findingsOf = (one: Side) =>
    results[one].findings.filter(({ check, step }) => step.index === index && !OF_VIOLATIONS.has(check));
  const others = new Set(findingsOf(otherSide(side)).map(({ check }) => check));
  const own = findingsOf(side).filter(({ check }) => !others.has(check));
  return own.map(({ check, expected, found, descriptionPointer }) => ({
    kind: 'law',
    place: check,
    found: foundBy(side, `${found} (expected: ${expected})`, 'as expected'),
    descriptionPointer,
    breaks: { target: false, mock: false },
  }));
}

function foundBy<Value>(side: Side, own: Value, others: Value): Sides<Value> {
  return side === 'target' ? { target: own, mock: others } : { target: others, mock: own };
}
