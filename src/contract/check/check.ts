import type { Description } from '../../description/model/description.ts';
import { sourceAt, type Provenance, weakest } from '../../description/model/source.ts';
import type { Case, Confidence } from '../case/case.ts';
import type { Exchange } from '../case/exchange.ts';
import type { CheckId, Finding } from '../case/finding.ts';

/** What a check works on; all of it is there, and nothing is changed. */
export interface Subject {
  readonly description: Description;
  readonly case: Case;
  readonly exchange: Exchange;
}

/** One rule, applied to one exchange. */
export type Check = (subject: Subject) => readonly Finding[];

/** The facts of a finding that its check knows. */
export interface FindingFacts {
  readonly check: CheckId;
  readonly confidence: Confidence;
  readonly expected: string;
  readonly found: string;
  readonly pointer?: string;
  /** JSON Pointer into the description: the rule that was broken. */
  readonly descriptionPointer: string;
}

/** Checks of the answer by its own description: where that is inferred, so is what they find. */
const OF_RESPONSE: ReadonlySet<CheckId> = new Set(['mediaType', 'header', 'body']);

/** `cause`: the provenance of the operation that brought about what is found, where that is another one. */
export function finding(
  { description, case: one, exchange }: Subject,
  facts: FindingFacts,
  cause: Provenance = 'documented',
): Finding {
  const { operation, step, index, validation } = exchange;
  const provenances = [
    one.provenance,
    cause,
    operation?.source.provenance ?? 'documented',
    (OF_RESPONSE.has(facts.check) && validation?.response?.source.provenance) || 'documented',
    sourceAt(description.document, facts.descriptionPointer).provenance,
  ] as const;
  return {
    pointer: undefined,
    ...facts,
    provenance: weakest(...provenances),
    caseId: one.id,
    operationId: operation?.id ?? one.operationId,
    step: { index, name: step.name },
  };
}
