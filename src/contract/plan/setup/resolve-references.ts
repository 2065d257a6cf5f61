import { replaceAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { describedBy, parseMediaType } from '../../../http/media-type.ts';
import { isReadOnly, type Case, type RequestPlan, type Step } from '../../case/case.ts';
import type { Refers } from '../../case/fill-request.ts';
import { placeholder, placeholderName } from '../../case/placeholder.ts';
import { bodyOf, pairsOf, withBodyValue, withPairs } from '../../case/request-parts.ts';
import { writeRequest } from '../../case/write-request.ts';
import type { Planning } from '../requests/planning.ts';
import { movedLaw, withNames } from './moved-law.ts';
import { referencedResource, referenceMembers } from './reference-members.ts';
import { ReferencedItems, type ItemReference } from './referenced-items.ts';

/**
 * Lets the requests of a case refer to items that exist, where they name items of other collections: servers rightly
 * refuse references to nothing. The value that the case is about stays as it is.
 */
export function resolveReferences(planning: Planning, one: Case): Case {
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

/** An invented identifier in a body that a bound value replaces. */
interface Replaced {
  readonly pointer: string;
  readonly value: unknown;
  readonly name: string;
}

class ReferringSteps {
  readonly items: ReferencedItems;
  readonly replaced: Replaced[] = [];
  /** The names of bound values, by the query parameters that they are the values of. */
  readonly filters = new Map<string, string>();
  readonly #planning: Planning;
  readonly #case: Case;

  constructor(planning: Planning, one: Case) {
    this.#planning = planning;
    this.#case = one;
    const mayCreate = planning.mayCreate && !isReadOnly(one);
    this.items = new ReferencedItems(planning, {
      mayCreate,
      names: new Set(one.steps.flatMap(({ bind }) => Object.keys(bind))),
      token: one.id,
      prepare: (step) => this.of(step),
    });
  }

  /** Returns a step behind the steps that it needs. */
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
    const members = referenceMembers(description, schema, value, { resources, operation });
    const references = members.flatMap(
      ({ path, resource, value: invented }): readonly [string, ItemReference][] => {
        const pointer = formatPointer(path);
        if (this.#isAbout(surroundings, `body${pointer}`)) return [];
        const reference = this.items.referenceFor(resource, { operation, captures, invented, before });
        return reference === undefined ? [] : [[pointer, reference]];
      },
    );
    const own = this.#ownIdentifier(operation, surroundings, { schema, value });
    return this.#written(request, value, [...references, ...own]);
  }

  #written(
    request: RequestPlan,
    value: unknown,
    references: readonly (readonly [string, ItemReference])[],
  ): RequestPlan {
    if (references.length === 0) return request;
    const given = references.reduce(
      (current, [pointer, reference]) =>
        reference.kind === 'given' ? replaceAt(current, pointer, reference.value) : current,
      value,
    );
    const bound = references.flatMap(([pointer, reference]): readonly [string, string][] =>
      reference.kind === 'bound' ? [[pointer, reference.name]] : [],
    );
    for (const [pointer, name] of bound) {
      this.replaced.push({ pointer, value: atPointer(value, pointer), name });
    }
    const refers: Refers = Object.fromEntries(bound);
    return { ...withBodyValue(request, given), ...(bound.length > 0 && { refers }) };
  }

  /** A change whose body names its own item, as JSON:API has it, names the item of the path. */
  #ownIdentifier(
    { path }: Operation,
    surroundings: Surroundings,
    { schema, value }: { readonly schema: Parameters<typeof shapeOf>[1]; readonly value: unknown },
  ): readonly [string, ItemReference][] {
    const { description, resources } = this.#planning;
    const resource = resources.find(({ itemPath }) => itemPath === path);
    const name = placeholderName(surroundings.captures.get(resource?.parameter ?? ''));
    const place = resource && itemPlaceIn(description, schema, resource);
    if (name === undefined || place === undefined || !REFERENCE.test(place.key)) return [];
    const pointer = formatPointer([...place.envelope, place.key]);
    const invented = atPointer(value, pointer);
    const isPlain = typeof invented === 'string' || typeof invented === 'number';
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
      const resource = parameter && referencedResource(name, { resources, operation });
      const shape = parameter && shapeOf(description.document, parameter.schema);
      const isPlain = shape?.allowsArray === false && !shape.allowsObject && shape.strings.size === 0;
      const isOnce = names.indexOf(name) === names.lastIndexOf(name);
      if (resource === undefined || !isPlain || !isOnce || this.#isAbout(surroundings, `query/${name}`))
        return pair;
      const invented = decoded(pair.slice(name.length + 1));
      if (invented === undefined || placeholderName(invented) !== undefined) return pair;
      const reference = this.items.referenceFor(resource, { operation, captures, invented, before });
      if (reference === undefined) return pair;
      if (reference.kind === 'bound') this.filters.set(name, reference.name);
      return `${name}=${reference.kind === 'bound' ? placeholder(reference.name) : encodeURIComponent(String(reference.value))}`;
    });
    return changed.every((pair, index) => pair === pairs[index]) ? request : withPairs(request, changed);
  }

  /** True for the place of the value that the case is about. */
  #isAbout({ isSubject, wrong }: Surroundings, place: string): boolean {
    if (wrong.some((one) => `${one}/`.startsWith(`${place}/`))) return true;
    const [, rule] = `${this.#case.id}/`.split(`/${place}/`);
    return isSubject && rule !== undefined && rule !== 'alone/';
  }
}

interface Surroundings {
  /** The values of the path parameters. */
  readonly captures: ReadonlyMap<string, string>;
  /** Collects the steps that the request needs. */
  readonly before: Step[];
  readonly isSubject: boolean;
  /** The places of its intended violations. */
  readonly wrong: readonly string[];
}

/** True where the server refuses the request before it reads the body. */
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
