import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn, listPlaceIn, type ItemPlace } from '../../../description/resources/item-place.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import type { Bindings } from '../../case/bindings.ts';
import type { Case, Expectation, Step } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import { placeholder } from '../../case/placeholder.ts';
import { accepted, sought } from '../requests/expectations.ts';
import { makeCase, type CaseFacts } from '../requests/make-case.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Planning } from '../requests/planning.ts';
import type { Template } from '../requests/template.ts';
import { uniqueStep } from '../requests/unique-step.ts';
import { tokenOf, uniqueTemplate } from '../requests/unique-values.ts';
import { hasInventedPathItem, validTemplate } from '../requests/valid-template.ts';
import { cleanupSteps, createStep, newItemTemplate } from '../setup/item-steps.ts';
import { parentItemsOf, type OwnItems } from '../setup/own-items.ts';
import { parentItemsIn } from '../setup/parent-items.ts';
import { newPutItem, otherPutItem } from '../setup/put-item.ts';

/** A drafted step: its index, and the place of the item, or of the list, in its response. */
export interface Drafted {
  readonly index: number;
  readonly place: ItemPlace | undefined;
  /** The schema of the response's body. */
  readonly schema: Schema | undefined;
}

type Role = 'setup' | 'subject';

export interface Sending {
  readonly role: Role;
  /** Default: success. */
  readonly expect?: Expectation;
  readonly fields?: Readonly<Record<string, string>>;
  /** Default: nothing. */
  readonly bind?: Bindings;
  /** Pairs of its query that refer to bound values. */
  readonly pairs?: readonly string[];
}

/** The item that a request is about. */
interface OnItem {
  readonly item: string;
  /** Default: success. */
  readonly expect?: (operation: Operation) => Expectation;
}

/** A sequence of requests about the items of a resource, with its laws. It grows step by step. */
export class SequenceDraft {
  readonly laws: Law[] = [];
  readonly #planning: Planning;
  readonly #resource: Resource;
  readonly #steps: Step[] = [];
  /** The names under which the identifiers of the items are bound. */
  readonly #items: string[] = [];
  /** True where documented examples may stand for the items that the list is in. */
  readonly #takesExamples: boolean;
  /** The items that they are in. */
  readonly #above: OwnItems;
  /** Of items that are not known by identifiers, the texts of their path's parameters. */
  readonly #named = new Map<string, Template['bound']>();

  constructor(planning: Planning, resource: Resource, { takesExamples = false } = {}) {
    this.#planning = planning;
    this.#resource = resource;
    this.#takesExamples = takesExamples;
    this.#above = parentItemsOf(planning, resource.itemPath, planning.mayCreate ? undefined : resource.list);
    this.#steps.push(...this.#above.before);
  }

  /** Returns a request that creates an item, as full as possible; undefined where there is none. */
  newItem(): Template | undefined {
    return newItemTemplate(this.#planning, this.#resource, this.#above.bound);
  }

  /** Returns a request with names of its own, which `parts` tell from those of others about the resource. */
  unique(template: Template, ...parts: readonly string[]): Template {
    const token = tokenOf(this.#resource.itemPath, ...parts);
    return uniqueTemplate(this.#planning, this.#resource, template, token);
  }

  /** Names two items that PUT creates: they are read and changed under their own names. False where it creates none. */
  namePutItems(one: string, another: string): boolean {
    const put = newPutItem(this.#planning, this.#resource, this.#above);
    if (put === undefined) return false;
    const other = otherPutItem(this.#planning, put, this.#above);
    this.#named.set(one, put.bound);
    if (other !== undefined) this.#named.set(another, other);
    return true;
  }

  /** Creates an item, whose identifier is bound as `item`. */
  create(
    name: string,
    { template, ...facts }: { template: Template; item: string; role: Role; expect?: Expectation },
  ): Drafted | undefined {
    const step = createStep(this.#planning, this.#resource, template, { ...facts, name });
    if (step === undefined) return undefined;
    this.#items.push(facts.item);
    return this.#push(step, template.operation);
  }

  /** Deletes these items at the end, too, whose identifiers a request has bound. */
  keep(...items: readonly string[]): void {
    this.#items.push(...items);
  }

  /** Sends the request of a template; `fields` are further header fields. */
  send(
    name: string,
    template: Template,
    { role, expect = accepted(template.operation), fields = {}, bind = {}, pairs = [] }: Sending,
  ): Drafted | undefined {
    const { operation } = template;
    const step = planStep(this.#planning, template, { name, role, bind, expect });
    if (step === undefined) return undefined;
    const { target, headers } = step.request;
    const request = {
      ...step.request,
      target: pairs.reduce((text, pair) => `${text}${text.includes('?') ? '&' : '?'}${pair}`, target),
      headers: { ...headers, ...fields },
    };
    return this.#push({ ...step, request }, operation);
  }

  read(
    name: string,
    { item, expect = accepted, ...sending }: OnItem & Omit<Sending, 'expect'>,
  ): Drafted | undefined {
    const { read } = this.#resource;
    const template = read && this.templateOn(read, item);
    if (read === undefined || template === undefined) return undefined;
    return this.send(name, template, { ...sending, expect: expect(read) });
  }

  /** Reads the list: its first page, or the one that `values` of query parameters select. */
  list(
    name: string,
    values: ReadonlyMap<Parameter, unknown> = new Map(),
    sending: Omit<Sending, 'role'> = {},
  ): Drafted | undefined {
    const template = this.listTemplate();
    const parameters = new Map([...(template?.parameters ?? []), ...values]);
    return template && this.send(name, { ...template, parameters }, { ...sending, role: 'subject' });
  }

  /** Returns the smallest request for the list; undefined where it would be one in an invented item. */
  listTemplate(): Template | undefined {
    const { list } = this.#resource;
    const template = list && validTemplate(this.#planning, list, false, this.#above.bound);
    if (template === undefined || !hasInventedPathItem(this.#planning, template)) return template;
    const isShown = [...template.parameters].every(
      ([{ location, examples }, value]) => location !== 'path' || examples.some((one) => one.value === value),
    );
    return this.#takesExamples && isShown ? template : undefined;
  }

  delete(name: string, { item, role, expect = accepted }: OnItem & { role: Role }): Drafted | undefined {
    const template = this.#resource.delete && this.templateOn(this.#resource.delete, item);
    return template && this.send(name, template, { role, expect: expect(template.operation) });
  }

  /** Reads the item that they are in. */
  readParent(name: string): Drafted | undefined {
    const parent = parentItemsIn(this.#planning, this.#resource.itemPath).at(-1)?.named.read;
    const template = parent && validTemplate(this.#planning, parent, false, this.#above.bound);
    if (template === undefined || hasInventedPathItem(this.#planning, template)) return undefined;
    return this.send(name, template, { role: 'subject', expect: sought(template.operation) });
  }

  /** Adds the law that the item that they are in, which was read before, is still there. */
  keepsParent(by: Drafted, before: Drafted): void {
    const shown = this.readParent('read what it was in');
    if (shown !== undefined) this.keeps(by, before, shown);
  }

  /** Adds the law that what was read before is still there. */
  keeps(by: Drafted, before: Drafted, shown: Drafted): void {
    const steps = { by: by.index, before: before.index, shown: shown.index };
    this.laws.push({ kind: 'neighbourKept', ...steps, at: before.place?.envelope ?? [], sent: {} });
  }

  /** Returns a valid request about an item. */
  templateOn(operation: Operation, item: string, { optional = false } = {}): Template | undefined {
    const isNamed = this.#named.size > 0;
    const identified = { ...this.#above.bound, [this.#resource.parameter]: placeholder(item) };
    const bound = isNamed ? this.#named.get(item) : identified;
    return bound && validTemplate(this.#planning, operation, optional, bound);
  }

  /** Returns what was sent without the identifiers of the items' parents, which their path decides. */
  ownOf(sent: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    if (Object.keys(this.#above.bound).length === 0) return sent;
    return Object.fromEntries(Object.entries(sent).filter(([name]) => !REFERENCE.test(name)));
  }

  /** Returns the case; none where there is no law to check. */
  toCase(
    place: string,
    {
      about = this.#resource.create,
      ...facts
    }: { readonly about?: Operation | undefined } & Pick<CaseFacts, 'exclusive' | 'confirmed'> = {},
  ): readonly Case[] {
    if (this.laws.length === 0) return [];
    return [
      makeCase(this.#planning, {
        ...facts,
        operationId: about?.id ?? this.#resource.collectionPath,
        maker: 'sequence',
        place,
        title: this.#steps.map(({ name }) => name).join(', '),
        phase: 'sequences',
        provenance: about?.source.provenance ?? 'documented',
        steps: [
          ...this.#steps.map((step, index) => this.#ownStep(step, `${place} ${index}`)),
          ...this.#items.flatMap((item) =>
            cleanupSteps(this.#planning, this.#resource, this.#above.bound, item),
          ),
          ...this.#above.after,
        ],
        laws: this.laws,
      }),
    ];
  }

  /** Gives the items that they are in unique names, too. */
  #ownStep(step: Step, name: string): Step {
    if (!this.#above.before.includes(step)) return step;
    return uniqueStep(this.#planning, step, { token: tokenOf(this.#resource.itemPath, name) });
  }

  #push(step: Step, operation: Operation): Drafted {
    const { description } = this.#planning;
    const schema = successContent(operation)?.schema;
    const isList = operation === this.#resource.list;
    const place = (isList ? listPlaceIn : itemPlaceIn)(description, schema, this.#resource);
    return { index: this.#steps.push(step) - 1, place, schema };
  }
}
