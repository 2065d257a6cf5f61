import { formatPointer } from '../../../../base/json-pointer.ts';
import type { Operation } from '../../../../description/model/operation.ts';
import type { Parameter } from '../../../../description/model/parameter.ts';
import {
  boundOf,
  limitOf,
  listPlaceOf,
  type ListPlace,
} from '../../../../description/resources/list-parameters.ts';
import { spelling } from '../../../../description/resources/naming.ts';
import type { Resource } from '../../../../description/resources/resource.ts';
import type { Bindings } from '../../../case/bindings.ts';
import type { Case, Expectation } from '../../../case/case.ts';
import { placeholder } from '../../../case/placeholder.ts';
import { answeredStatuses } from '../../../case/statuses.ts';
import type { Planning } from '../../requests/planning.ts';
import { listed, MANY } from '../list-sequence.ts';
import { SequenceDraft, type Drafted } from '../sequence-draft.ts';

/** A list of the target that is only looked at. */
export interface Looking extends ListPlace {
  /** Creates nothing, whatever the run may do. */
  readonly planning: Planning;
  readonly resource: Resource;
  readonly list: Operation;
  /** The parameter that says how many items a page has. */
  readonly limit: Parameter | undefined;
}

/** Undefined where a resource has no list whose items are known by an identifier. */
export function lookingAt(planning: Planning, resource: Resource): Looking | undefined {
  const { list } = resource;
  const found = listPlaceOf(planning.description, resource);
  if (list === undefined || found === undefined) return undefined;
  const limit = limitOf(planning.description, list);
  // a member of that name means something else, and so may the parameter
  const isMember = found.item.propertyNames.some((name) => spelling(name) === spelling(limit?.name ?? ''));
  const looks = { ...planning, mayCreate: false };
  return { planning: looks, resource, list, limit: isMember ? undefined : limit, ...found };
}

/** JSON Pointer to the list, and the member that identifies its items. */
export function listedIn({ place }: Pick<Looking, 'place'>): { readonly list: string; readonly key: string } {
  return { list: formatPointer(place.envelope), key: place.key };
}

interface Asking {
  /** The names of bound values, by the parameters that they are values of. */
  readonly bound?: Readonly<Record<string, string>>;
  readonly bind?: Bindings;
  /** Default: whatever is documented. */
  readonly expect?: Expectation;
}

/** A sequence of requests for a list, each of which may rightly be refused. */
export class ListDraft {
  readonly draft: SequenceDraft;
  readonly #looking: Looking;
  readonly #expect: Expectation;

  constructor(looking: Looking) {
    this.#looking = looking;
    this.draft = new SequenceDraft(looking.planning, looking.resource, { takesExamples: true });
    this.#expect = { outcome: 'any', statuses: answeredStatuses(looking.list), confidence: 'likely' };
  }

  /** Asks for the list, as much of it as a page may have. */
  all(name: string, bind: Bindings = {}): Drafted | undefined {
    return this.with(name, new Map(), { bind });
  }

  /** The same with other values of its parameters, or with bound ones, by the parameter's name. */
  with(
    name: string,
    values: ReadonlyMap<Parameter, unknown>,
    { bound = {}, bind = {}, expect = this.#expect }: Asking = {},
  ): Drafted | undefined {
    const { planning, limit } = this.#looking;
    const most = limit && Math.min(boundOf(limit, 'maximum') ?? MANY, MANY, planning.lists.items);
    const isGiven = limit !== undefined && (values.has(limit) || Object.hasOwn(bound, limit.name));
    const all = limit === undefined || isGiven ? values : new Map([[limit, most], ...values]);
    const pairs = Object.entries(bound).map(
      ([parameter, value]) => `${encodeURIComponent(parameter)}=${placeholder(value)}`,
    );
    return listed(planning, this.draft, name, all, { pairs, bind, expect });
  }

  toCase(place: string): readonly Case[] {
    const { list } = this.#looking;
    return this.draft.toCase(`listed/${place}`, { about: list, exclusive: true, confirmed: true });
  }
}
