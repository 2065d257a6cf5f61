import { exactText } from '../../../base/exact-json.ts';
import { setAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { memoised, once } from '../../../base/memoise.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { hashOf } from '../../../base/random.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { isSafe } from '../../../http/method.ts';
import type { Case, RequestPlan, Step } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import { pairsOf, withPairs } from '../../case/request-parts.ts';
import { violationKeys } from '../../case/violation-keys.ts';
import { uniqueOfGiven } from '../../plan/requests/target-data.ts';
import { freshBodies, freshValuesOf, isNaturalKey } from '../../plan/requests/unique-values.ts';
import { writtenBody, type WrittenBody } from '../../plan/requests/written-body.ts';
import type { CaseContext } from '../state/case-context.ts';
import { keyedLeaves, keyOf, type KeyedLeaf } from './keyed-leaves.ts';
import { markedTexts } from './marked-texts.ts';

/**
 * Gives the members of a case's bodies that no two items may share values of this run: they differ from those of other
 * cases by the plan, and from those of other runs by the mark. They stay within their schemas, and a request stays as
 * valid, or as wrong, as it was. A value that stands twice in a case becomes the same twice, but in the items of a list,
 * which differ. Without a mark, only these and what is sent again differ.
 */
export class OwnValues {
  readonly #case: Case;
  readonly #context: CaseContext;
  /** By name and planned value. */
  readonly #sent = new Map<string, SentValue>();
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
    const pairs = [...this.#sent.values()].map(({ sent, planned }): [string, string] => [
      String(sent),
      String(planned),
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
    if (this.#sent.size === 0) return request;
    const pairs = pairsOf(request);
    const asked = pairs.map((pair) => {
      const [name = '', text = ''] = pair.split('=', 2);
      const value = percentDecoded(text.replaceAll('+', ' '));
      const sent = value === undefined ? undefined : this.#sent.get(keyOf({ name, value }))?.sent;
      return typeof sent === 'string' ? `${name}=${encodeURIComponent(sent)}` : pair;
    });
    return asked.every((pair, index) => pair === pairs[index]) ? request : withPairs(request, asked);
  }

  #members(value: unknown): unknown {
    return keyedLeaves(value).reduce<unknown>((current, { key, path, value: planned }) => {
      const sent = this.#sentFor(key, planned);
      return sent === planned ? current : setAt(current, path, sent);
    }, value);
  }

  #sentFor(key: string, planned: unknown): unknown {
    const known = this.#sent.get(key);
    return known === undefined ? planned : known.sent;
  }

  #body(
    operation: Operation,
    { role, request }: Pick<Step, 'role' | 'request'>,
    written: WrittenBody,
  ): unknown {
    const { description, memory } = this.#context;
    const learned = memory.of(operation.id).keys;
    const isAlwaysOwn = memory.mark !== undefined || this.#attempt > 0;
    const keysOf = this.#judge(operation, request, written);
    const before = once(() => keysOf(written.value));
    const keeps = (body: unknown) => keysOf(body) === before();
    const fresh = memoised(freshBodies(description, written.schema));
    const given = uniqueOfGiven(this.#context.data, operation);
    const isGiven = given !== undefined;
    // bodies that the user gives stay, but for the members that the data name as unique
    const isKey = (name: string) => given?.includes(name) ?? (isNaturalKey(name) || learned.has(name));
    const due = keyedLeaves(written.value, isKey).filter(({ turn }) => isAlwaysOwn || turn > 0);
    const candidatesOf: Choice['candidatesOf'] = (leaf, sent) => {
      const isAbout = role === 'subject' && `${this.#case.id}/`.includes(`/body${formatPointer(leaf.path)}/`);
      const known = sent.get(leaf.key);
      const values = known === undefined ? this.#candidates(leaf, { fresh, isGiven }) : [known.sent];
      return isAbout ? asLongAs(leaf.value, values) : values;
    };
    const choice = { candidatesOf, keeps };
    return this.#allAtOnce(due, written.value, choice) ?? this.#oneByOne(due, written.value, choice);
  }

  /** Returns what tells how a body is wrong, as a text to compare: by its schema alone, where nothing else judges it. */
  #judge(
    operation: Operation,
    request: RequestPlan,
    { schema, write, isPlainJson }: WrittenBody,
  ): (body: unknown) => string {
    const { validator, description } = this.#context;
    if (!isPlainJson || schema === undefined)
      return (body) => violationKeys(validator, operation, { ...request, body: write(body) });
    const errorsOf = (body: unknown) => description.validators.of(schema, 'request')(body);
    return (body) =>
      errorsOf(body)
        .map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)
        .join('\n');
  }

  /** Changes all members at once, each to its first candidate; undefined where that does not fit. */
  #allAtOnce(due: readonly KeyedLeaf[], body: unknown, { candidatesOf, keeps }: Choice): unknown {
    const chosen = new Map(this.#sent);
    let changed = body;
    for (const leaf of due) {
      const value = first(candidatesOf(leaf, chosen), (candidate) => candidate !== undefined);
      if (value === undefined) return undefined;
      chosen.set(leaf.key, { planned: leaf.value, sent: value });
      changed = setAt(changed, leaf.path, value);
    }
    if (due.length > 0 && !keeps(changed)) return undefined;
    for (const [key, value] of chosen) this.#sent.set(key, value);
    return changed;
  }

  /** Changes one member after the other to the first candidate that fits; one without such a candidate stays. */
  #oneByOne(due: readonly KeyedLeaf[], body: unknown, { candidatesOf, keeps }: Choice): unknown {
    return due.reduce((current, leaf) => {
      const setTo = (value: unknown) => setAt(current, leaf.path, value);
      const kept = first(candidatesOf(leaf, this.#sent), (value) => keeps(setTo(value)));
      if (kept === undefined) return current;
      this.#sent.set(leaf.key, { planned: leaf.value, sent: kept });
      return setTo(kept);
    }, body);
  }

  *#candidates(
    leaf: KeyedLeaf,
    { fresh, isGiven }: { readonly fresh: (token: string) => unknown; readonly isGiven: boolean },
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

/** What is sent in the place of a planned value. */
interface SentValue {
  readonly planned: unknown;
  readonly sent: unknown;
}

/** What decides the value of a member. */
interface Choice {
  /** `sent`: by key, what is sent already in the place of a value. */
  readonly candidatesOf: (leaf: KeyedLeaf, sent: ReadonlyMap<string, SentValue>) => Iterable<unknown>;
  /** True for a body as valid, or as wrong, as it was. */
  readonly keeps: (body: unknown) => boolean;
}

function first<Value>(values: Iterable<Value>, isRight: (value: Value) => boolean): Value | undefined {
  for (const value of values) if (isRight(value)) return value;
  return undefined;
}

/** Leaves out texts of another length: a case that is about the length of a text keeps it. */
function* asLongAs(planned: unknown, values: Iterable<unknown>): Generator<unknown, void, void> {
  for (const value of values) {
    const areTexts = typeof value === 'string' && typeof planned === 'string';
    if (!areTexts || value.length === planned.length) yield value;
  }
}
