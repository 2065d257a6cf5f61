import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { listPlaceIn } from '../../../description/resources/item-place.ts';
import { singularOf } from '../../../description/resources/naming.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Step } from '../../case/case.ts';
import { placeholderName } from '../../case/placeholder.ts';
import type { Planning } from '../requests/planning.ts';
import { givenValue } from '../requests/target-data.ts';
import { uniqueStep } from '../requests/unique-step.ts';
import { tokenOf } from '../requests/unique-values.ts';
import { isAdrift, validTemplate } from '../requests/valid-template.ts';
import { lookStep } from './existing-items.ts';
import { cleanupOf, createStep } from './own-items.ts';

/** What stands for an item that a request names. */
export type Stand =
  { readonly kind: 'bound'; readonly name: string } | { readonly kind: 'given'; readonly value: unknown };

/** Where a request names an item. */
interface Naming {
  readonly operation: Operation;
  /** What the request has in its path. */
  readonly captures: ReadonlyMap<string, string>;
  /** What it has instead, so far. */
  readonly madeUp: string | number;
  /** Takes the steps that it needs. */
  readonly before: Step[];
}

/** An item that needs another that needs another: no further. */
const LONGEST_CHAIN = 6;

/** The items that the requests of one case name: one of each collection. */
export class ReferredItems {
  /** What removes those that were made, the last first. */
  readonly after: Step[] = [];
  readonly #planning: Planning;
  readonly #mayCreate: boolean;
  readonly #names: Set<string>;
  readonly #token: string;
  readonly #prepare: (step: Step) => readonly Step[];
  readonly #stands = new Map<Resource, Stand | undefined>();

  constructor(
    planning: Planning,
    {
      mayCreate,
      names,
      token,
      prepare,
    }: {
      readonly mayCreate: boolean;
      /** Those under which something is bound already. */
      readonly names: Set<string>;
      readonly token: string;
      /** What a step needs that creates an item, and the step. */
      readonly prepare: (step: Step) => readonly Step[];
    },
  ) {
    this.#planning = planning;
    this.#mayCreate = mayCreate;
    this.#names = names;
    this.#token = token;
    this.#prepare = prepare;
  }

  /** What the path says; else one that is made, given, or borrowed. Undefined: what is made up has to do. */
  standFor(resource: Resource, naming: Naming): Stand | undefined {
    const { operation, captures } = naming;
    if (operation.path.startsWith(`${resource.itemPath}/`)) {
      const name = placeholderName(captures.get(resource.parameter));
      return name === undefined ? undefined : { kind: 'bound', name };
    }
    if (this.#stands.has(resource)) return this.#stands.get(resource);
    if (this.#stands.size >= LONGEST_CHAIN) return undefined;
    this.#stands.set(resource, undefined); // those that need one another end here
    const stand = this.#found(resource, naming);
    this.#stands.set(resource, stand);
    return stand;
  }

  #found(resource: Resource, naming: Naming): Stand | undefined {
    const name = this.#newName(resource);
    const bound = boundIn(naming.captures);
    const made = this.#mayCreate ? this.#made(resource, bound, name) : undefined;
    const given = givenValue(this.#planning.data, naming.operation, { name: resource.parameter });
    if (made === undefined && given !== undefined) return { kind: 'given', value: given };
    const steps = made ?? this.#borrowed(resource, bound, { name, madeUp: naming.madeUp });
    if (steps === undefined) return undefined;
    this.#names.add(name);
    naming.before.push(...steps);
    return { kind: 'bound', name };
  }

  /** Only what can be removed again: whoever refers to it may stay. */
  #made(resource: Resource, bound: Bound, name: string): readonly Step[] | undefined {
    const step = createStep(this.#planning, resource, 'setup', bound, { optional: false });
    const after = cleanupOf(this.#planning, resource, bound, name);
    const [source] = Object.values(step?.bind ?? {});
    if (step === undefined || source === undefined || after.length === 0) return undefined;
    const own = { ...step, name: `create in ${resource.collectionPath}`, bind: { [name]: source } };
    const steps = this.#prepare(uniqueStep(this.#planning, own, { token: tokenOf(this.#token, name) }));
    this.after.unshift(...after);
    return steps;
  }

  #borrowed(
    resource: Resource,
    bound: Bound,
    { name, madeUp }: { readonly name: string; readonly madeUp: string | number },
  ): readonly Step[] | undefined {
    const { description } = this.#planning;
    const { list } = resource;
    const template = list && validTemplate(this.#planning, list, false, bound);
    const place = list && listPlaceIn(description, successContent(list)?.schema, resource);
    const schema = resource.parameterSchema?.pointer;
    if (template === undefined || place === undefined || schema === undefined) return undefined;
    if (isAdrift(this.#planning, template)) return undefined;
    const step = lookStep(this.#planning, template, {
      name,
      resource,
      place,
      fallback: { text: String(madeUp), schema },
    });
    return step && [step];
  }

  /** `customer.id`. */
  #newName({ collectionPath, parameter }: Resource): string {
    const name = `${singularOf(collectionPath.split('/').at(-1) ?? '')}.${parameter}`;
    const numbered = [name, ...[2, 3, 4, 5, 6].map((number) => `${name}.${number}`)];
    return numbered.find((one) => !this.#names.has(one)) ?? name;
  }
}

type Bound = Readonly<Record<string, string>>;

/** What earlier steps have bound, of a path. */
function boundIn(captures: ReadonlyMap<string, string>): Bound {
  return Object.fromEntries([...captures].filter(([, text]) => placeholderName(text) !== undefined));
}
