import { exactText } from '../../../base/exact-json.ts';
import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { once } from '../../../base/memoise.ts';
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
import { keyedLeaves, keyOf, nameOf, type KeyedLeaf } from './keyed-leaves.ts';
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
    if (this.#sent.size === 0) return request;
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
    const before = once(() => violationKeys(validator, operation, request));
    const keeps = (body: unknown) =>
      violationKeys(validator, operation, { ...request, body: written.write(body) }) === before();
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

function first<Value>(values: Iterable<Value>, isRight: (value: Value) => boolean): Value | undefined {
  for (const value of values) if (isRight(value)) return value;
  return undefined;
}

/** A case that is about the length of a text keeps it. */
function isAsLong(value: unknown, planned: unknown): boolean {
  return typeof value !== 'string' || typeof planned !== 'string' || value.length === planned.length;
}
