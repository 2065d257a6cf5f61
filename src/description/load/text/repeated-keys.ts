import { escapeToken } from '../../../base/json-pointer.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  endOfString,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../../base/text/json-text.ts';
import type { Fault } from '../../model/fault.ts';
import { lineAt } from './line-at.ts';
import { readPositions, type Position } from './source-positions.ts';

/**
 * Reports the repeated keys of objects in a JSON or YAML text, of which the last counts (RFC 8259, section 4).
 * @throws YamlError where the text is nested too deeply
 */
export function repeatedKeys(text: string): readonly Fault[] {
  const found: { readonly first: number; readonly fault: Fault }[] = [];
  const seen = new Set<unknown>();
  const walk = ({ children, repeated }: Position, pointer: string): void => {
    if (children === undefined || seen.has(children)) return;
    seen.add(children);
    for (const { name, first } of repeated) {
      const message = `the key '${name}' stands twice, first in line ${lineAt(text, first)}: the last one counts`;
      found.push({ first, fault: { pointer: `${pointer}/${escapeToken(name)}`, message } });
    }
    for (const [name, child] of children) walk(child, `${pointer}/${escapeToken(name)}`);
  };
  walk(readPositions(text), '');
  return found.toSorted((left, right) => left.first - right.first).map(({ fault }) => fault);
}

/** True where a valid JSON text may have repeated keys. A fast check, which compares the keys as they are written. */
export function mayRepeatKeys(json: string): boolean {
  const open: (Set<string> | undefined)[] = []; // undefined for arrays
  let isKey = false;
  for (let at = 0; at < json.length; at += 1) {
    switch (json.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(json, at);
        if (isKey && !isNew(open.at(-1), json.slice(at + 1, end))) return true;
        isKey = false;
        at = end;
        break;
      }
      case OPEN_BRACE:
        open.push(new Set());
        isKey = true;
        break;
      case OPEN_BRACKET:
        open.push(undefined);
        isKey = false;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        open.pop();
        break;
      case COMMA:
        isKey = open.at(-1) !== undefined;
        break;
    }
  }
  return false;
}

function isNew(keys: Set<string> | undefined, key: string): boolean {
  const before = keys?.size;
  return keys?.add(key).size !== before;
}
