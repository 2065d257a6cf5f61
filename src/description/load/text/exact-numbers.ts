import { setMember } from '../../document/set-member.ts';
import { isObject, member, type Json, type JsonObject } from '../../../base/json.ts';
import { EXACT_DIGITS } from '../../schemas/keywords/exact-bounds.ts';

/** The members that hold data. In them, integers that doubles cannot hold keep their digits (`bigint`). */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'dataValue']);

/** The members whose keys are names, so that `default` may be a schema or a response. */
const NAMES = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'schemas', 'responses']);

/** Replaces the exact integers of a document, except those in data, by the nearest doubles. Changes the document. */
export function withExactData(document: Json): Json {
  if (typeof document === 'bigint') return Number(document);
  const waiting: Place[] = [{ node: document, isData: false, isNames: false }];
  const seen = new Set<unknown>();
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { node, isData, isNames } = place;
    if (typeof node !== 'object' || node === null || isData || seen.has(node)) continue;
    seen.add(node);
    for (const [key, child] of Object.entries(node) as [string, unknown][]) {
      const isChildData = !isNames && DATA.has(key);
      if (typeof child === 'bigint' && !isChildData) round(node as JsonObject, key, child, isNames);
      waiting.push({ node: child, isData: isChildData, isNames: !isNames && NAMES.has(key) });
    }
  }
  return document;
}

const BOUNDS = new Set(['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum']);

/** Replaces an integer by the nearest double. The digits of a bound are kept beside it. */
function round(holder: JsonObject, key: string, exact: bigint, isNames: boolean): void {
  setMember(holder, key, Number(exact));
  if (isNames || !BOUNDS.has(key)) return;
  const known = member(holder, EXACT_DIGITS);
  setMember(holder, EXACT_DIGITS, { ...(isObject(known) && known), [key]: String(exact) });
}

interface Place {
  readonly node: unknown;
  readonly isData: boolean;
  readonly isNames: boolean;
}
