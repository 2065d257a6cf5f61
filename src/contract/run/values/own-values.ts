import { exactText } from '../../../base/exact-json.ts';
import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isIndex, type Leaf } from '../../../base/json-tree.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { hashOf } from '../../../base/random.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { isSafe } from '../../../http/method.ts';
import type { Case, RequestPlan, Step } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import { pairsOf, withPairs } from '../../case/request-parts.ts';
import { violationKeys } from '../../case/violation-keys.ts';
import { uniqueOfGiven } from '../../plan/requests/target-data.ts';
import {
  freshBodies,
  freshValuesOf,
  isNaturalKey,
  keyLeaves,
  otherTexts,
  withTokenInside,
} from '../../plan/requests/unique-values.ts';
import { formedText } from '../../plan/values/formed-text.ts';
import { writtenBody, type WrittenBody } from '../../plan/requests/written-body.ts';
import type { CaseContext } from '../state/case-context.ts';

/** How planned texts carry what makes them unique within a plan. */
const PLANNED_TOKEN = /sd[0-9a-z]{4,7}/g;

/** The shortest token that two runs hardly share. */
const MIN_TOKEN = 5;

/**
 * Gives the members of a case's bodies that no two items may share values of this run: they differ from those of other
 * cases by the plan, and from those of other runs by the mark. They stay within their schemas, and a request stays as
 * valid, or as wrong, as it was. A value that stands twice in a case becomes the same twice, but in the items of a list,
 * which differ. Without a mark, only these and what is sent again differ.
 */
export class OwnValues {
  readonly #case: Case;
  readonly #context: CaseContext;
  /** By name and planned value, what is sent instead. */
  readonly #sent = new Map<string, unknown>();
  #attempt = 0;

  constructor(one: Case, context: CaseContext) {
    this.#case = one;
    this.#context = context;
  }

  /** From now on, other values are sent: those of before were taken. */
  change(): void {
    this.#attempt += 1;
    this.#sent.clear();
  }

  /** Returns the texts that were sent in the place of planned ones, with these. */
  get replaced(): ReadonlyMap<string, string> {
    const pairs = [...this.#sent].map(([key, sent]): [string, string] => [
      String(sent),
      String((JSON.parse(key) as [string, unknown])[1]),
    ]);
    return new Map(pairs.filter(([sent, planned]) => sent !== planned));
  }

  /**
   * Returns the request with values of its own. One that the user gives stays as it is, and one that reads asks for the
   * values that were sent.
   */
  request(operation: Operation | undefined, { role, request }: Pick<Step, 'role' | 'request'>): RequestPlan {
    const { description } = this.#context;
    if (isSafe(request.method)) return this.#inQuery(request);
    if (operation === undefined || !['POST', 'PUT', 'PATCH'].includes(request.method)) return request;
    const written = writtenBody(description, operation, request);
    if (written === undefined) return request;
    const changed = this.#body(operation, { role, request }, written);
    return changed === written.value ? request : { ...request, body: written.write(changed) };
  }

  /** Returns a law whose expected values are those that were sent. */
  law<Any extends Law>(law: Any): Any {
    if (this.#sent.size === 0) return law;
    if (law.kind === 'filtered') return { ...law, value: this.#sentFor(keyOf(law), law.value) };
    return 'sent' in law ? { ...law, sent: this.#members(law.sent) } : law;
  }

  #inQuery(request: RequestPlan): RequestPlan {
    const pairs = pairsOf(request);
    const asked = pairs.map((pair) => {
      const [name = '', text = ''] = pair.split('=', 2);
      const value = percentDecoded(text.replaceAll('+', ' '));
      const sent = value === undefined ? undefined : this.#sent.get(keyOf({ name, value }));
      return typeof sent === 'string' ? `${name}=${encodeURIComponent(sent)}` : pair;
    });
    return asked.every((pair, index) => pair === pairs[index]) ? request : withPairs(request, asked);
  }

  #members(value: unknown): unknown {
    return keyedLeaves(value).reduce<unknown>((current, { key, path, value: planned }) => {
      const sent = this.#sentFor(key, planned);
      return sent === planned ? current : replaceAt(current, formatPointer(path), sent);
    }, value);
  }

  #sentFor(key: string, planned: unknown): unknown {
    return this.#sent.has(key) ? this.#sent.get(key) : planned;
  }

  #body(
    operation: Operation,
    { role, request }: Pick<Step, 'role' | 'request'>,
    written: WrittenBody,
  ): unknown {
    const { validator, description, memory } = this.#context;
    const learned = memory.of(operation.id).keys;
    const isAlwaysOwn = memory.mark !== undefined || this.#attempt > 0;
    const before = violationKeys(validator, operation, request);
    const keeps = (body: unknown) =>
      violationKeys(validator, operation, { ...request, body: written.write(body) }) === before;
    const fresh = freshBodies(description, written.schema);
    const isGiven = uniqueOfGiven(this.#context.data, operation) !== undefined;
    return keyedLeaves(written.value)
      .filter(({ path, turn }) => (isAlwaysOwn || turn > 0) && this.#isKey(operation, nameOf(path), learned))
      .reduce<unknown>((current, leaf) => {
        const { key } = leaf;
        const pointer = formatPointer(leaf.path);
        const setTo = (value: unknown) => replaceAt(current, pointer, value);
        const isAbout = role === 'subject' && `${this.#case.id}/`.includes(`/body${pointer}/`);
        const known = this.#sent.has(key) ? [this.#sent.get(key)] : this.#candidates(leaf, fresh, isGiven);
        const kept = first(
          known,
          (value) => (!isAbout || isAsLong(value, leaf.value)) && keeps(setTo(value)),
        );
        if (kept === undefined) return current;
        this.#sent.set(key, kept);
        return setTo(kept);
      }, written.value);
  }

  /** Bodies that the user gives stay, but for the members that the data name as unique. */
  #isKey(operation: Operation, name: string, learned: ReadonlySet<string>): boolean {
    const given = uniqueOfGiven(this.#context.data, operation);
    return given === undefined ? isNaturalKey(name) || learned.has(name) : given.includes(name);
  }

  *#candidates(
    leaf: KeyedLeaf,
    fresh: (token: string) => unknown,
    isGiven: boolean,
  ): Generator<unknown, void, void> {
    const { value } = leaf;
    const token = this.#tokenFor(leaf);
    if (typeof value === 'string') yield* markedTexts(value, token, isGiven);
    if (typeof value === 'string' || typeof value === 'number') yield* freshValuesOf(fresh, token, leaf);
  }

  /** `s`, the mark, and a hash of what the value is for. */
  #tokenFor({ value, turn }: KeyedLeaf): string {
    const { mark = 'd' } = this.#context.memory;
    const which = turn === 0 ? '' : `\n${turn}`;
    const hash = hashOf(`${mark}\n${this.#case.id}\n${exactText(value)}\n${this.#attempt}${which}`);
    return `s${mark}${hash.toString(36)}`;
  }
}

/** A member of a body. Its key is that of the same value elsewhere in the case. */
interface KeyedLeaf extends Leaf {
  readonly key: string;
  /** How many items of a list before it have the same value. */
  readonly turn: number;
}

function keyedLeaves(body: unknown): readonly KeyedLeaf[] {
  const turns = new Map<string, number>();
  return keyLeaves(body).map((leaf) => {
    const known = keyOf({ name: nameOf(leaf.path), value: leaf.value });
    const turn = leaf.path.some(isIndex) ? (turns.get(known) ?? 0) : 0;
    turns.set(known, turn + 1);
    return { ...leaf, turn, key: turn === 0 ? known : exactText([nameOf(leaf.path), leaf.value, turn]) };
  });
}

function keyOf({ name, value }: { readonly name: string; readonly value: unknown }): string {
  return exactText([name, value]);
}

/** Returns texts with the token in them: in the place of the planned token, at the end, or as long as the text was. */
function* markedTexts(text: string, token: string, isGiven: boolean): Generator<string, void, void> {
  if (text === '') return;
  const exchanged = text.replace(PLANNED_TOKEN, (planned) => fitted(token, planned.length));
  if (exchanged !== text) yield exchanged;
  if (exchanged === text && isGiven) yield withTokenInside(text, token);
  if (exchanged === text && text.length >= MIN_TOKEN) yield* otherTexts(text, token);
  const { first: start = text, rest = '' } = formedText(text) ?? {};
  yield `${start.slice(0, -MIN_TOKEN)}${fitted(token, Math.min(start.length, MIN_TOKEN))}${rest}`;
}

/** Returns a part of the token that has the length: its end, which differs most, after a letter, as names begin with one. */
function fitted(token: string, length: number): string {
  return token.slice(-length).padStart(length, 's').replace(/^\d/, 's');
}

function first<Value>(values: Iterable<Value>, isRight: (value: Value) => boolean): Value | undefined {
  for (const value of values) if (isRight(value)) return value;
  return undefined;
}

/** A case that is about the length of a text keeps it. */
function isAsLong(value: unknown, planned: unknown): boolean {
  return typeof value !== 'string' || typeof planned !== 'string' || value.length === planned.length;
}

function nameOf(path: Leaf['path']): string {
  return path.findLast((part): part is string => typeof part === 'string') ?? '';
}

/** Returns the members of a body that a refusal names, by their names or by their values. */
export function membersNamedIn(refusal: string, body: unknown): readonly string[] {
  const leaves = keyLeaves(body).filter(
    ({ value }) => typeof value === 'string' || typeof value === 'number',
  );
  const isNamed = ({ path, value }: Leaf) => {
    const name = nameOf(path);
    const word = new RegExp(`(?<![\\w])${name.replace(/[^\w]/g, '.')}(?![\\w])`, 'i');
    return word.test(refusal) || (String(value).length >= MIN_TOKEN && refusal.includes(String(value)));
  };
  return [...new Set(leaves.filter(isNamed).map(({ path }) => nameOf(path)))];
}

/** Returns the names of the members of a body that no two items may share, as far as names tell. */
export function keyNamesOf(body: unknown): readonly string[] {
  return [...new Set(keyLeaves(body).map(({ path }) => nameOf(path)))].filter(isNaturalKey);
}

/** Returns the JSON value of a body; undefined for any other. */
export function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
