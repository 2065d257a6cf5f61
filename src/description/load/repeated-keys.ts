import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';
import { escapeToken } from '../../base/json-pointer.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  endOfString,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../base/json-text.ts';
import type { Fault } from '../model/fault.ts';
import { lineAt } from './line-at.ts';

/**
 * Reports the repeated keys of objects in a JSON or YAML text, of which the last counts (RFC 8259, section 4).
 * @throws YAMLException where the text is nested deeper than `maxDepth`
 */
export function repeatedKeys(text: string, maxDepth: number): readonly Fault[] {
  const faults: Fault[] = [];
  const open: Open[] = [];
  for (const event of parseEvents(text, { maxDepth })) take(event, text, open, faults);
  return faults;
}

/** An object or array that is being read. */
interface Open {
  readonly isMapping: boolean;
  readonly pointer: string;
  /** The offset of each key's first occurrence, in characters. */
  readonly keys: Map<string, number>;
  /** The key whose value comes next, in a mapping. */
  next: string | undefined;
}

function take(event: Event, text: string, open: Open[], faults: Fault[]): void {
  if (event.type === EVENT_ID.DOCUMENT) return;
  if (event.type === EVENT_ID.POP) {
    open.pop();
    return;
  }
  const parent = open.at(-1);
  if (event.type === EVENT_ID.SCALAR && parent?.isMapping === true && parent.next === undefined) {
    parent.next = takeKey(
      parent,
      { name: getScalarValue(text, event), start: event.valueStart },
      text,
      faults,
    );
    return;
  }
  const pointer = parent === undefined ? '' : `${parent.pointer}/${escapeToken(takeName(parent))}`;
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
    const isMapping = event.type === EVENT_ID.MAPPING;
    open.push({ isMapping, pointer, keys: new Map(), next: undefined });
  }
}

/** Takes a key and reports it if it is repeated, as only merge keys (`<<`) may be. */
function takeKey(
  { keys, pointer }: Open,
  { name, start }: { readonly name: string; readonly start: number },
  text: string,
  faults: Fault[],
): string {
  const first = keys.get(name);
  if (first === undefined) {
    keys.set(name, start);
  } else if (name !== '<<') {
    const message = `the key '${name}' stands twice, first in line ${lineAt(text, first)}: the last one counts`;
    faults.push({ pointer: `${pointer}/${escapeToken(name)}`, message });
  }
  return name;
}

function takeName(parent: Open): string {
  if (!parent.isMapping) {
    const index = parent.keys.size;
    parent.keys.set(String(index), 0);
    return String(index);
  }
  const name = parent.next ?? '';
  parent.next = undefined;
  return name;
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
