import { setMember } from '../../document/set-member.ts';
import type { Json, JsonObject } from '../../../base/json.ts';

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
      if (typeof child === 'bigint' && !isChildData) setMember(node as JsonObject, key, Number(child));
      waiting.push({ node: child, isData: isChildData, isNames: !isNames && NAMES.has(key) });
    }
  }
  return document;
}

interface Place {
  readonly node: unknown;
  readonly isData: boolean;
  readonly isNames: boolean;
}
