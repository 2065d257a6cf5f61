import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { Law } from '../../case/law.ts';
import type { FindingFacts } from '../check.ts';

/** All the exchanges of a case. */
export interface Sequence {
  readonly description: Description;
  readonly case: Case;
  /** By the index of their step; a sequence that broke off lacks the last. */
  readonly exchanges: readonly Exchange[];
  /** What the steps have bound, by name. */
  readonly bound: Readonly<Record<string, string>>;
}

/** What a law says of the answers that break it; where nothing is said, the description's pointer is the step's. */
export type LawFacts = Omit<FindingFacts, 'descriptionPointer'> & { readonly descriptionPointer?: string };

/** One law, applied to the answers of its case. */
export type LawCheck<Kind extends Law['kind']> = (
  sequence: Sequence,
  law: Extract<Law, { kind: Kind }>,
) => LawFacts | undefined;

export function exchangeAt({ exchanges }: Sequence, index: number): Exchange | undefined {
  return exchanges.find((one) => one.index === index);
}

/** The body of a success; undefined where the step was not sent, refused, or answered with what cannot be read. */
export function successBody(sequence: Sequence, index: number): unknown {
  const exchange = exchangeAt(sequence, index);
  const isSuccess = exchange?.response !== undefined && exchange.response.status < 300;
  return isSuccess ? exchange.validation?.body : undefined;
}

/** The members of the item that a success shows. */
export function itemAt(
  sequence: Sequence,
  index: number,
  at: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const found = atPointer(successBody(sequence, index), formatPointer(at));
  return isObject(found) ? found : undefined;
}

/** The identifier in an item; undefined where it has none. */
export function identifierIn(item: unknown, key: string): string | undefined {
  const id = isObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
  return ['string', 'number', 'bigint'].includes(typeof id) ? String(id) : undefined;
}

/** Whether an item is the one whose identifier is bound under that name. */
export function isItem({ bound }: Sequence, { key, item }: { key: string; item: string }, one: unknown) {
  const id = identifierIn(one, key);
  return id !== undefined && id === bound[item];
}
