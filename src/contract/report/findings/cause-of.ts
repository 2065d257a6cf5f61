import type { PublishedFinding } from './published-finding.ts';
import { steadyText } from '../text/steady-text.ts';

/** What is known of a run as a whole, and tells which findings have one cause. */
export interface RunFacts {
  /** The makers of cases about credentials of which no case was refused as it had to be. */
  readonly unchecked: ReadonlySet<string>;
}

/** Returns the makers none of whose cases was refused, by what is known of the makers. */
export function uncheckedIn(checked: Readonly<Record<string, boolean>>): ReadonlySet<string> {
  return new Set(Object.entries(checked).flatMap(([maker, isChecked]) => (isChecked ? [] : [maker])));
}

type CauseOf = (finding: PublishedFinding, facts: RunFacts) => readonly unknown[];

/** The operation, whatever place of its schemas a case is about: the answer is the same. */
const byAnswer = ({ operationId, found }: PublishedFinding): readonly unknown[] => [operationId, found];

/** The same sentence comes from what all operations have in common. */
const bySentence: CauseOf = ({ found, pointer }) => [withoutPointer(found, pointer)];

const byRule: CauseOf = ({ operationId, descriptionPointer, found, pointer }) => [
  operationId,
  descriptionPointer,
  withoutPointer(found, pointer),
];

/** Of the other checks, findings of one operation that break one rule in one way have one cause. */
const CAUSES: Readonly<Partial<Record<PublishedFinding['check'], CauseOf>>> = {
  /** A schema that several operations share is broken in one way, wherever it is. */
  body: ({ descriptionPointer, found, pointer }) => [descriptionPointer, withoutPointer(found, pointer)],
  mediaType: bySentence,
  header: bySentence,
  status: byAnswer,
  /** A server that looks at no content type is told once. */
  invalidRefused: (finding) =>
    finding.confidence === 'advice' && finding.caseId.includes('/content-type/')
      ? [withoutPointer(finding.found)]
      : byAnswer(finding),
  validAccepted: byAnswer,
  serverError: byAnswer,
  /** Whether they are missing, empty or wrong: where nobody checks them, that is one. */
  credentialsEnforced: (finding, facts) =>
    facts.unchecked.has(makerOf(finding)) ? [] : byRule(finding, facts),
  /** One page for all addresses, one list whatever the method is: who answers does not look at that. */
  methodRefused: ({ found, response }) =>
    /^\d/.test(found) ? [found, response?.contentType, response?.excerpt] : [found],
};

/**
 * Returns a text that findings with one cause share. Never those of different checks or confidences, nor new ones and
 * those that the baseline has.
 */
export function causeOf(finding: PublishedFinding, facts: RunFacts): string {
  const { check, confidence, provenance, fails, standing } = finding;
  const cause = (CAUSES[check] ?? byRule)(finding, facts);
  return JSON.stringify([check, confidence, provenance, fails, standing, ...cause]);
}

/** The place in a message is not what is wrong with it. */
function withoutPointer(found: string, pointer = ''): string {
  return steadyText(pointer === '' ? found : found.replace(` ${pointer}`, ''));
}

/** `<api>/<operation>/<maker>/<place>`. */
function makerOf({ caseId }: PublishedFinding): string {
  return /\/(credentials-[a-z]+)\//.exec(caseId)?.[1] ?? '';
}
