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
 * The keys that stand twice in an object of a JSON or YAML text, at most `maxDepth` levels deep. The last one counts, as
 * JSON has it (RFC 8259, section 4).
 * @throws YAMLException where it is nested deeper
 */
export function repeatedKeys(text: string, maxDepth: number): readonly Fault[] {
  const faults: Fault[] = [];
  const open: Open[] = [];
  for (const event of parseEvents(text, { maxDepth })) take(event, text, open, faults);
  return faults;
}

/** A collection that is being read. */
interface Open {
  readonly isMapping: boolean;
  readonly pointer: string;
  /** Where each key stands first, in characters. */
  readonly keys: Map<string, number>;
  /** The key, or the place in a list, whose value comes next. */
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

/** Merge keys may stand several times. */
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

/** Whether a key may stand twice in a text that is known to be JSON: a quick look, which compares the keys as they are written. */
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
