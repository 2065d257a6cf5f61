import { replaceAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { describedBy, parseMediaType } from '../../../http/media-type.ts';
import { isReadOnly, type Case, type RequestPlan, type Step } from '../../case/case.ts';
import type { Refers } from '../../case/fill-request.ts';
import type { Law } from '../../case/law.ts';
import { placeholder, placeholderName } from '../../case/placeholder.ts';
import { bodyOf, pairsOf, withBodyValue, withPairs } from '../../case/request-parts.ts';
import { writeRequest } from '../../case/write-request.ts';
import type { Planning } from '../requests/planning.ts';
import { referredResource, referringMembers } from './reference-members.ts';
import { ReferredItems, type Stand } from './referenced-items.ts';

/**
 * The case with items that are there where its requests name items of other collections: servers refuse what refers to
 * nothing, and rightly so. What the case is about stays as it is.
 */
export function withReferences(planning: Planning, one: Case): Case {
  const referring = new ReferringSteps(planning, one);
  const groups = one.steps.map((step) => referring.of(step));
  if (groups.every((group, index) => group.length === 1 && group[0] === one.steps[index])) return one;
  const at = (index: number) => groups.slice(0, index + 1).flat().length - 1;
  return {
    ...one,
    steps: [...groups.flat(), ...referring.items.after],
    laws: one.laws.map((law) => withNames(movedLaw(law, at), referring)),
  };
}

/** What was made up, and stands for something that is bound. */
interface Replaced {
  readonly pointer: string;
  readonly value: unknown;
  readonly name: string;
}

class ReferringSteps {
  readonly items: ReferredItems;
  readonly found: Replaced[] = [];
  /** By query parameter, the name under which its value is bound. */
  readonly filters = new Map<string, string>();
  readonly #planning: Planning;
  readonly #case: Case;

  constructor(planning: Planning, one: Case) {
    this.#planning = planning;
    this.#case = one;
    const mayCreate = planning.mayCreate && !isReadOnly(one);
    this.items = new ReferredItems(planning, {
      mayCreate,
      names: new Set(one.steps.flatMap(({ bind }) => Object.keys(bind))),
      token: one.id,
      prepare: (step) => this.of(step),
    });
  }

  /** What a step needs first, and the step. */
  of(step: Step): readonly Step[] {
    const operation = this.#planning.description.operationById(step.operationId);
    if (operation === undefined || step.role === 'cleanup' || isRefusedUnread(step)) return [step];
    const captures = pathCaptures(operation.path, step.request.target) ?? new Map<string, string>();
    const before: Step[] = [];
    const surroundings = {
      captures,
      before,
      isSubject: step.role === 'subject',
      wrong: this.#wrongIn(step, operation, captures),
    };
    const inBody = this.#inBody(step.request, operation, surroundings);
    const request = this.#inQuery(inBody, operation, surroundings);
    return request === step.request ? [step] : [...before, { ...step, request }];
  }

  #wrongIn({ request, expect }: Step, operation: Operation, captures: Surroundings['captures']) {
    if (expect.outcome !== 'refused') return [];
    const judged = this.#planning.validator.request(operation)(writeRequest(request), captures);
    return judged.violations.map(({ where, pointer }) => `${where}${pointer}`);
  }

  #inBody(request: RequestPlan, operation: Operation, surroundings: Surroundings): RequestPlan {
    const { captures, before } = surroundings;
    const type = parseMediaType(request.headers['content-type'] ?? '');
    const schema = type && describedBy(operation.requestBody?.content ?? [], type)?.schema;
    const value = bodyOf(request);
    if (schema === undefined || value === undefined) return request;
    const { description, resources } = this.#planning;
    const members = referringMembers(description, schema, value, { resources, operation });
    const stands = members.flatMap(({ path, resource, value: madeUp }): readonly [string, Stand][] => {
      const pointer = formatPointer(path);
      if (this.#isAbout(surroundings, `body${pointer}`)) return [];
      const stand = this.items.standFor(resource, { operation, captures, madeUp, before });
      return stand === undefined ? [] : [[pointer, stand]];
    });
    const own = this.#ownIdentifier(operation, surroundings, { schema, value });
    return this.#written(request, value, [...stands, ...own]);
  }

  #written(request: RequestPlan, value: unknown, stands: readonly (readonly [string, Stand])[]): RequestPlan {
    if (stands.length === 0) return request;
    const given = stands.reduce(
      (current, [pointer, stand]) =>
        stand.kind === 'given' ? replaceAt(current, pointer, stand.value) : current,
      value,
    );
    const bound = stands.flatMap(([pointer, stand]): readonly [string, string][] =>
      stand.kind === 'bound' ? [[pointer, stand.name]] : [],
    );
    for (const [pointer, name] of bound) {
      this.found.push({ pointer, value: atPointer(value, pointer), name });
    }
    const refers: Refers = Object.fromEntries(bound);
    return { ...withBodyValue(request, given), ...(bound.length > 0 && { refers }) };
  }

  /** A change that has to carry the identifier of its item, as JSON:API has it, carries that of the path. */
  #ownIdentifier(
    { path }: Operation,
    surroundings: Surroundings,
    { schema, value }: { readonly schema: Parameters<typeof shapeOf>[1]; readonly value: unknown },
  ): readonly [string, Stand][] {
    const { description, resources } = this.#planning;
    const resource = resources.find(({ itemPath }) => itemPath === path);
    const name = placeholderName(surroundings.captures.get(resource?.parameter ?? ''));
    const place = resource && itemPlaceIn(description, schema, resource);
    if (name === undefined || place === undefined || !REFERENCE.test(place.key)) return [];
    const pointer = formatPointer([...place.envelope, place.key]);
    const madeUp = atPointer(value, pointer);
    const isPlain = typeof madeUp === 'string' || typeof madeUp === 'number';
    return isPlain && !this.#isAbout(surroundings, `body${pointer}`)
      ? [[pointer, { kind: 'bound', name }]]
      : [];
  }

  #inQuery(request: RequestPlan, operation: Operation, surroundings: Surroundings): RequestPlan {
    const { captures, before } = surroundings;
    const { description, resources } = this.#planning;
    const pairs = pairsOf(request);
    const names = pairs.map((pair) => pair.replace(/=.*$/s, ''));
    const changed = pairs.map((pair, index) => {
      const name = names[index] ?? '';
      const parameter = operation.parameters.find((one) => one.location === 'query' && one.name === name);
      const resource = parameter && referredResource(name, { resources, operation });
      const shape = parameter && shapeOf(description.document, parameter.schema);
      const isPlain = shape?.allowsArray === false && !shape.allowsObject && shape.strings.size === 0;
      const isOnce = names.indexOf(name) === names.lastIndexOf(name);
      if (resource === undefined || !isPlain || !isOnce || this.#isAbout(surroundings, `query/${name}`))
        return pair;
      const madeUp = decoded(pair.slice(name.length + 1));
      if (madeUp === undefined) return pair;
      const stand = this.items.standFor(resource, { operation, captures, madeUp, before });
      if (stand === undefined) return pair;
      if (stand.kind === 'bound') this.filters.set(name, stand.name);
      return `${name}=${stand.kind === 'bound' ? placeholder(stand.name) : encodeURIComponent(String(stand.value))}`;
    });
    return changed.every((pair, index) => pair === pairs[index]) ? request : withPairs(request, changed);
  }

  /** Whether the value in that place is what the case tries. */
  #isAbout({ isSubject, wrong }: Surroundings, place: string): boolean {
    if (wrong.some((one) => `${one}/`.startsWith(`${place}/`))) return true;
    const [, rule] = `${this.#case.id}/`.split(`/${place}/`);
    return isSubject && rule !== undefined && rule !== 'alone/';
  }
}

interface Surroundings {
  /** What the path has. */
  readonly captures: ReadonlyMap<string, string>;
  /** Takes the steps that a request needs. */
  readonly before: Step[];
  readonly isSubject: boolean;
  /** Where it is wrong on purpose. */
  readonly wrong: readonly string[];
}

/** Whoever is not let in learns nothing of what is sent. */
function isRefusedUnread({ expect: { outcome } }: Step): boolean {
  return outcome === 'unauthenticated' || outcome === 'forbidden' || outcome === 'methodRefused';
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The law at the steps where they stand now. */
function movedLaw(law: Law, at: (index: number) => number): Law {
  const moved = { ...law, by: at(law.by), shown: at(law.shown) };
  const before = 'before' in law ? { before: at(law.before) } : {};
  const pages = 'pages' in law ? { pages: law.pages.map(at), again: at(law.again) } : {};
  return Object.assign(moved, before, pages);
}

/** What was sent, with what stands for it; in a law it is the item, which may stand deeper in a body. */
function withNames(law: Law, { found, filters }: Pick<ReferringSteps, 'found' | 'filters'>): Law {
  const refer = law.kind === 'filtered' ? filters.get(law.name) : undefined;
  if (law.kind === 'filtered') return refer === undefined ? law : { ...law, refer };
  if (!('sent' in law)) return law;
  const entries = found.flatMap(({ pointer, value, name }): readonly [string, string][] => {
    const tokens = parsePointer(pointer);
    const endings = tokens.map((_, index) => formatPointer(tokens.slice(index)));
    const own = endings.find((ending) => atPointer(law.sent, ending) === value);
    return own === undefined ? [] : [[own, name]];
  });
  return entries.length === 0 ? law : { ...law, refers: Object.fromEntries(entries) };
}
