import type { Description } from '../../src/description/model/description.ts';
import type { Fault } from '../fault.ts';

/** Faults that sit in a read, and show only to somebody who changes something: names, and the reason. */
export type HiddenInReads = readonly (readonly [name: RegExp, reason: string])[];

/**
 * Returns the faults, with `inReads` where somebody who only reads can see them: they sit in the operation that they name
 * first, and that one reads. A derived one names all that has the part of the description; it shows in reads where only
 * reads have it, or where it changes responses.
 */
export function markedInReads(
  faults: readonly Fault[],
  { operations }: Description,
  hidden: HiddenInReads,
): readonly Fault[] {
  const reads = new Set(operations.filter(({ method }) => method === 'GET').map(({ id }) => id));
  const isRead = (id: string | undefined) => id !== undefined && reads.has(id);
  return faults.map((fault) => {
    const { name, category, operations: own, survives } = fault;
    const isInResponse = name.startsWith('answers ') && own.some(isRead);
    const isIn = category === 'derived' ? isInResponse || own.every(isRead) : isRead(own[0]);
    const isHidden = survives !== undefined || hidden.some(([pattern]) => pattern.test(name));
    return isIn && !isHidden ? { ...fault, inReads: true } : fault;
  });
}
