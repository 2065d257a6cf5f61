import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import { exactText } from '../../../base/exact-json.ts';
import type { Violation } from '../../../validation/violation.ts';
import type { Mask } from '../journal/journal-entry.ts';
import type { BrokenRule, JournalEntry } from './shown/exchange.ts';

/** Longer values are cut, in characters. */
const LONGEST_VALUE = 1_000;

/** Shows violations with what was sent; `entry`: the exchange without secrets. */
export function brokenRules(
  violations: readonly Violation[],
  entry: JournalEntry,
  mask: Mask,
): readonly BrokenRule[] {
  return violations.map(({ where, pointer, keyword, sentence, descriptionPointer }) => ({
    where,
    pointer,
    keyword,
    sentence: mask(sentence),
    value: textOf(valueAt(where, pointer, entry)),
    descriptionPointer,
  }));
}

function valueAt(where: Violation['where'], pointer: string, entry: JournalEntry): unknown {
  const [name = ''] = parsePointer(pointer);
  switch (where) {
    case 'body':
      return atPointer(entry.body, pointer);
    case 'query':
      return pointer === '' ? undefined : entry.query[name];
    case 'header':
      return entry.headers[name.toLowerCase()];
    case 'contentType':
      return entry.headers['content-type'];
    case 'path':
      return entry.path;
    case 'cookie':
    case 'status':
      return undefined;
  }
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  const text = exactText(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
