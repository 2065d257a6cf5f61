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
import { fullCredentials } from '../requests/credential-plan.ts';
import { accepted } from '../requests/expectations.ts';
import { makeCase } from '../requests/make-case.ts';
import type { Planning } from '../requests/planning.ts';
import { toRequestPlan, type Template } from '../requests/template.ts';
import { uniqueStep } from '../requests/unique-step.ts';
import { tokenOf } from '../requests/unique-values.ts';
import { isAdrift, validTemplate } from '../requests/valid-template.ts';
import { ancestorsOf, cleanupOf, createStep, type OwnData } from '../setup/own-items.ts';

/** A step that was drafted: its index, and where its answer shows the item, or the list. */
export interface Drafted {
  readonly index: number;
  readonly place: ItemPlace | undefined;
  /** Of the answer's body. */
  readonly schema: Schema | undefined;
}

type Role = 'setup' | 'subject';

export interface Sending {
  readonly role: Role;
  /** Default: that it is accepted. */
  readonly expect?: Expectation;
  readonly fields?: Readonly<Record<string, string>>;
  /** Default: nothing. */
  readonly bind?: Bindings;
  /** Pairs of its query that refer to bound values. */
  readonly pairs?: readonly string[];
}

/** A sequence on the items of a resource that grows step by step, with its laws. */
export class SequenceDraft {
  readonly laws: Law[] = [];
  readonly #planning: Planning;
  readonly #resource: Resource;
  readonly #steps: Step[] = [];
  /** The names under which the identifiers of the items are bound. */
  readonly #items: string[] = [];
  /** What the items are in. */
  readonly #above: OwnData;

  constructor(planning: Planning, resource: Resource) {
    this.#planning = planning;
    this.#resource = resource;
    this.#above = ancestorsOf(planning, resource.itemPath, planning.mayCreate ? undefined : resource.list);
    this.#steps.push(...this.#above.before);
  }

  /** A request that creates an item, as full as it can be; undefined where none can be made, or nowhere. */
  newItem(): Template | undefined {
    const { create } = this.#resource;
    const template = create && validTemplate(this.#planning, create, true, this.#above.bound);
    return template === undefined || isAdrift(this.#planning, template) ? undefined : template;
  }

  /** Creates an item, whose identifier later steps know as `item`. */
  create(
    name: string,
    {
      template,
      item,
      role,
      expect,
    }: { template: Template; item: string; role: Role; expect?: Expectation | undefined },
  ): Drafted | undefined {
    const step = createStep(this.#planning, this.#resource, role, this.#above.bound);
    const request = toRequestPlan(template, fullCredentials(this.#planning, template.operation));
    const [source] = Object.values(step?.bind ?? {});
    if (step === undefined || source === undefined || request === undefined) return undefined;
    this.#items.push(item);
    const made = { ...step, name, request, bind: { [item]: source }, expect: expect ?? step.expect };
    return this.#push(made, template.operation);
  }

  /** Sends a request about an item, which `template` leaves to be bound; `fields` are header fields of its own. */
  send(
    name: string,
    template: Template,
    { role, expect, fields = {}, bind = {}, pairs = [] }: Sending,
  ): Drafted | undefined {
    const { operation } = template;
    const plan = toRequestPlan(template, fullCredentials(this.#planning, operation));
    if (plan === undefined) return undefined;
    const target = pairs.reduce(
      (text, pair) => `${text}${text.includes('?') ? '&' : '?'}${pair}`,
      plan.target,
    );
    const request = { ...plan, target, headers: { ...plan.headers, ...fields } };
    const step = {
      name,
      role,
      operationId: operation.id,
      request,
      bind,
    };
    return this.#push({ ...step, expect: expect ?? accepted(operation) }, operation);
  }

  read(
    name: string,
    {
      item,
      expect,
      ...sending
    }: Omit<Sending, 'expect'> & { item: string; expect?: (read: Operation) => Expectation },
  ): Drafted | undefined {
    const { read } = this.#resource;
    const template = read && this.templateOn(read, item);
    if (read === undefined || template === undefined) return undefined;
    return this.send(name, template, { ...sending, expect: (expect ?? accepted)(read) });
  }

  /** The first page; with the values of query parameters, another. */
  list(
    name: string,
    values: ReadonlyMap<Parameter, unknown> = new Map(),
    paging: Pick<Sending, 'bind' | 'pairs'> = {},
  ): Drafted | undefined {
    const template = this.listTemplate();
    const parameters = new Map([...(template?.parameters ?? []), ...values]);
    return template && this.send(name, { ...template, parameters }, { ...paging, role: 'subject' });
  }

  /** The smallest request for the list; undefined where that would be one in an item that nobody has made. */
  listTemplate(): Template | undefined {
    const { list } = this.#resource;
    const template = list && validTemplate(this.#planning, list, false, this.#above.bound);
    return template === undefined || isAdrift(this.#planning, template) ? undefined : template;
  }

  delete(
    name: string,
    { item, role, expect }: { item: string; role: Role; expect?: (remove: Operation) => Expectation },
  ): Drafted | undefined {
    const template = this.#resource.delete && this.templateOn(this.#resource.delete, item);
    return template && this.send(name, template, { role, expect: (expect ?? accepted)(template.operation) });
  }

  /** A valid request about an item. */
  templateOn(operation: Operation, item: string, { optional = false } = {}): Template | undefined {
    const bound = { ...this.#above.bound, [this.#resource.parameter]: placeholder(item) };
    return validTemplate(this.#planning, operation, optional, bound);
  }

  /** What was sent, without what the items' place decides: the identifiers of what they are in. */
  ownOf(sent: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    if (Object.keys(this.#above.bound).length === 0) return sent;
    return Object.fromEntries(Object.entries(sent).filter(([name]) => !REFERENCE.test(name)));
  }

  /** None where there is nothing to be checked. */
  toCase(
    place: string,
    {
      about = this.#resource.create,
      ...facts
    }: { readonly about?: Operation | undefined; readonly exclusive?: true } = {},
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
          ...this.#items.flatMap((item) => this.#cleanup(item)),
          ...this.#above.after,
        ],
        laws: this.laws,
      }),
    ];
  }

  /** What the items are in is the case's own, too. */
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

  #cleanup(item: string): readonly Step[] {
    const template = this.#resource.delete && this.templateOn(this.#resource.delete, item);
    const request = template && toRequestPlan(template, fullCredentials(this.#planning, template.operation));
    if (request === undefined) return [];
    return cleanupOf(this.#planning, this.#resource, this.#above.bound).map((step) => ({ ...step, request }));
  }
}
