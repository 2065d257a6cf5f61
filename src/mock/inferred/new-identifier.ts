import { generateString } from '../../conformance/generate/generate-string.ts';
import type { Random } from '../../conformance/generate/random.ts';
import type { Item } from '../store.ts';
import type { Transaction } from '../transaction.ts';
import type { ResourceModel } from './resource-model.ts';

/** An identifier of the kind that the schema wants, which none of the items has. */
export function newIdentifier(
  { key, properties }: ResourceModel,
  items: readonly Item[],
  tx: Transaction,
): string | number {
  const { type, keywords = {} } = properties.get(key) ?? {};
  const numbers = items.map((item) => item[key]).filter((id) => typeof id === 'number');
  if (type === 'integer' || type === 'number' || (items.length > 0 && numbers.length === items.length)) {
    return Math.max(0, ...numbers) + 1;
  }
  const isPlain = !['format', 'pattern', 'minLength', 'maxLength', 'enum'].some((name) => name in keywords);
  return isPlain ? tx.newId() : generateString(keywords, randomOf(tx), undefined);
}

/** The transaction's numbers, for what is generated. */
function randomOf(tx: Transaction): Random {
  return { next: tx.random, below: (limit) => Math.floor(tx.random() * limit), state: () => [] };
}
