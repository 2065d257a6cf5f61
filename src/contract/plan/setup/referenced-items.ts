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
import { hasInventedPathItem, validTemplate } from '../requests/valid-template.ts';
import { firstItemStep } from './existing-items.ts';
import { cleanupSteps, createStep, newItemTemplate } from './item-steps.ts';

/** The value to send for a reference: a bound name or a given value. */
export type ItemReference =
  { readonly kind: 'bound'; readonly name: string } | { readonly kind: 'given'; readonly value: unknown };

/** The place of a reference: a request that names an item. */
interface ReferencePlace {
  readonly operation: Operation;
  /** The values of its path parameters. */
  readonly captures: ReadonlyMap<string, string>;
  /** The identifier that the request has so far. */
  readonly invented: string | number;
  /** Collects the steps that it needs. */
  readonly before: Step[];
}

/** How many items may need one another in a row. */
const LONGEST_CHAIN = 6;

/** The items that the requests of one case refer to: one of each collection. */
export class ReferencedItems {
  /** The steps that delete those that were created, the last first. */
  readonly after: Step[] = [];
  readonly #planning: Planning;
  readonly #mayCreate: boolean;
  readonly #names: Set<string>;
  readonly #token: string;
  readonly #prepare: (step: Step) => readonly Step[];
  readonly #references = new Map<Resource, ItemReference | undefined>();

  constructor(
    planning: Planning,
    {
      mayCreate,
      names,
      token,
      prepare,
    }: {
      readonly mayCreate: boolean;
      /** Names that are taken. */
      readonly names: Set<string>;
      readonly token: string;
      /** Returns a step that creates an item, behind the steps that it needs. */
      readonly prepare: (step: Step) => readonly Step[];
    },
  ) {
    this.#planning = planning;
    this.#mayCreate = mayCreate;
    this.#names = names;
    this.#token = token;
    this.#prepare = prepare;
  }

  /** The item of the path; else one that is created, given, or existing. Undefined: the invented one stays. */
  referenceFor(resource: Resource, place: ReferencePlace): ItemReference | undefined {
    const { operation, captures } = place;
    if (operation.path.startsWith(`${resource.itemPath}/`)) {
      const name = placeholderName(captures.get(resource.parameter));
      return name === undefined ? undefined : { kind: 'bound', name };
    }
    if (this.#references.has(resource)) return this.#references.get(resource);
    if (this.#references.size >= LONGEST_CHAIN) return undefined;
    this.#references.set(resource, undefined); // those that need one another end here
    const reference = this.#found(resource, place);
    this.#references.set(resource, reference);
    return reference;
  }

  #found(resource: Resource, place: ReferencePlace): ItemReference | undefined {
    const name = this.#newName(resource);
    const bound = boundIn(place.captures);
    const created = this.#mayCreate ? this.#created(resource, bound, name) : undefined;
    const given = givenValue(this.#planning.data, place.operation, { name: resource.parameter });
    if (created === undefined && given !== undefined) return { kind: 'given', value: given };
    const steps = created ?? this.#existing(resource, bound, { name, invented: place.invented });
    if (steps === undefined) return undefined;
    this.#names.add(name);
    place.before.push(...steps);
    return { kind: 'bound', name };
  }

  /** Only an item that can be deleted again: what refers to it may stay. */
  #created(resource: Resource, bound: Bound, name: string): readonly Step[] | undefined {
    const step = createStep(
      this.#planning,
      resource,
      newItemTemplate(this.#planning, resource, bound, { optional: false }),
      { name: `create in ${resource.collectionPath}`, item: name },
    );
    const after = cleanupSteps(this.#planning, resource, bound, name);
    if (step === undefined || after.length === 0) return undefined;
    const steps = this.#prepare(uniqueStep(this.#planning, step, { token: tokenOf(this.#token, name) }));
    this.after.unshift(...after);
    return steps;
  }

  #existing(
    resource: Resource,
    bound: Bound,
    { name, invented }: { readonly name: string; readonly invented: string | number },
  ): readonly Step[] | undefined {
    const { description } = this.#planning;
    const { list } = resource;
    const template = list && validTemplate(this.#planning, list, false, bound);
    const listPlace = list && listPlaceIn(description, successContent(list)?.schema, resource);
    const schema = resource.parameterSchema?.pointer;
    if (template === undefined || listPlace === undefined || schema === undefined) return undefined;
    if (hasInventedPathItem(this.#planning, template)) return undefined;
    const step = firstItemStep(this.#planning, template, {
      name,
      resource,
      place: listPlace,
      fallback: { text: String(invented), schema },
    });
    return step && [step];
  }

  /** Returns a name such as `customer.id`. */
  #newName({ collectionPath, parameter }: Resource): string {
    const name = `${singularOf(collectionPath.split('/').at(-1) ?? '')}.${parameter}`;
    const numbered = [name, ...[2, 3, 4, 5, 6].map((number) => `${name}.${number}`)];
    return numbered.find((one) => !this.#names.has(one)) ?? name;
  }
}

type Bound = Readonly<Record<string, string>>;

/** Returns the path parameters that stand for bound values. */
function boundIn(captures: ReadonlyMap<string, string>): Bound {
  return Object.fromEntries([...captures].filter(([, text]) => placeholderName(text) !== undefined));
}
