import { generateString } from '../../conformance/generate/generate-string.ts';
import type { Random } from '../../conformance/generate/random.ts';
import type { Transaction } from '../transaction.ts';
import type { ResourceModel } from './resource-model.ts';

/** An identifier of the kind that the schemas of item and path want, which is not among `used`. */
export function newIdentifier(
  { key, properties, parameter }: ResourceModel,
  used: readonly unknown[],
  tx: Transaction,
): string | number {
  const { type, keywords = {} } = properties.get(key) ?? {};
  const numbers = used.filter((id) => typeof id === 'number');
  const isNumbered = used.length > 0 && numbers.length === used.length;
  if (type === 'integer' || type === 'number' || (type === undefined && isNumbered)) {
    return Math.max(0, ...numbers) + 1;
  }
  const wanted = [keywords, parameter].find((schema) => FORMING.some((name) => name in schema));
  return wanted === undefined ? tx.newId() : generateString(wanted, randomOf(tx), undefined);
}

/** Keywords that give a text its form. */
const FORMING = ['format', 'pattern', 'minLength', 'maxLength', 'enum'];

/** The transaction's numbers, for what is generated. */
function randomOf(tx: Transaction): Random {
  return { next: tx.random, below: (limit) => Math.floor(tx.random() * limit), state: () => [] };
}
