import { isObject } from '../../spec/json.ts';
import type { Operation } from '../../spec/operation.ts';
import {
  itemPlaceIn,
  listPlaceIn,
  successContent,
  type ItemPlace,
  type Resource,
} from '../../spec/resource.ts';
import { atPointer, formatPointer } from '../../spec/json-pointer.ts';
import type { Case, Law, Step } from '../case.ts';
import { accepted, boundTo, cleanupOf, createStep } from '../own-data.ts';
import { fullCredentials, makeCase, validTemplate, weakest, type Planning } from '../planning.ts';
import { documentedStatuses } from '../statuses.ts';
import { toRequestPlan, type Template } from '../template.ts';

/** Create, read, list, change, read, delete, read, list: with an item of its own, as far as the description goes. */
export function makeLifecycles(planning: Planning): readonly Case[] {
  if (!planning.mayCreate) return [];
  return planning.resources.flatMap((resource) => {
    const draft = new Draft(planning, resource);
    const create = draft.create();
    if (create === undefined) return [];
    draft.read('read', create);
    draft.list('list');
    draft.change();
    draft.delete();
    return draft.toCase() ?? [];
  });
}

/** A sequence that grows step by step, with its laws. */
class Draft {
  readonly #planning: Planning;
  readonly #resource: Resource;
  readonly #steps: Step[] = [];
  readonly #laws: Law[] = [];

  constructor(planning: Planning, resource: Resource) {
    this.#planning = planning;
    this.#resource = resource;
  }

  /** The index of the step. */
  create(): number | undefined {
    const step = createStep(this.#planning, this.#resource, 'subject');
    return step && this.#steps.push(step) - 1;
  }

  /** Reads the item; what `created` made has to be there, with what was sent. */
  read(name: string, created: number): void {
    const { read, create } = this.#resource;
    const place = read && this.#placeIn(read);
    const step = read && this.#itemStep(name, read);
    if (place === undefined || step === undefined) return;
    const index = this.#steps.push(step) - 1;
    const at = [...place.envelope, place.key];
    this.#laws.push({ kind: 'createdReadable', create: created, read: index, at });
    const template = create && validTemplate(this.#planning, create, true);
    if (template) this.#showsWhatWasSent(template, index, place.envelope);
  }

  list(name: string): void {
    const { list } = this.#resource;
    const found = list && this.#listStep(name, list);
    if (found === undefined) return;
    const index = this.#steps.push(found.step) - 1;
    const { envelope, key } = found.place;
    this.#laws.push({ kind: 'createdListed', list: index, at: envelope, key });
  }

  /** Changes the item with PUT or PATCH, and reads it again. */
  change(): void {
    const change = this.#resource.replace ?? this.#resource.update;
    const { read } = this.#resource;
    const template = change && validTemplate(this.#planning, change, true, boundTo(this.#resource));
    const request = template && toRequestPlan(template, fullCredentials(template.operation));
    if (change === undefined || template === undefined || request === undefined) return;
    this.#steps.push({ ...subject('change', change), request, expect: accepted(change) });
    const place = read && this.#placeIn(read);
    const step = read && this.#itemStep('read what changed', read);
    if (place === undefined || step === undefined) return;
    const index = this.#steps.push(step) - 1;
    this.#showsWhatWasSent(template, index, place.envelope);
  }

  /** Deletes the item; neither read nor list have it any more. */
  delete(): void {
    const { delete: remove, read, list } = this.#resource;
    const step = remove && this.#itemStep('delete', remove);
    if (step === undefined) return;
    this.#steps.push(step);
    const place = read && this.#placeIn(read);
    const again = read && this.#itemStep('read what is deleted', read);
    if (read !== undefined && place !== undefined && again !== undefined) {
      const statuses = [...documentedStatuses(read), '404', '410'];
      const expect = { outcome: 'any' as const, statuses, confidence: 'likely' as const };
      const index = this.#steps.push({ ...again, expect }) - 1;
      this.#laws.push({ kind: 'deletedGone', read: index, at: place.envelope, key: place.key });
    }
    const listed = list && this.#listStep('list without it', list);
    if (listed === undefined) return;
    const index = this.#steps.push(listed.step) - 1;
    const { envelope, key } = listed.place;
    this.#laws.push({ kind: 'deletedUnlisted', list: index, at: envelope, key });
  }

  toCase(): Case | undefined {
    if (this.#laws.length === 0) return undefined;
    const operations = this.#planning.description.operations.filter(({ id }) =>
      this.#steps.some(({ operationId }) => operationId === id),
    );
    return makeCase(this.#planning, {
      operationId: this.#resource.create?.id ?? this.#resource.collectionPath,
      maker: 'sequence',
      place: 'lifecycle',
      title: this.#steps.map(({ name }) => name).join(', '),
      phase: 'sequences',
      provenance: weakest(...operations.map(({ source }) => source.provenance)),
      steps: [...this.#steps, ...cleanupOf(this.#planning, this.#resource)],
      laws: this.#laws,
    });
  }

  #placeIn(operation: Operation): ItemPlace | undefined {
    const { description } = this.#planning;
    return itemPlaceIn(description, successContent(operation)?.schema, this.#resource.parameter);
  }

  #itemStep(name: string, operation: Operation): Step | undefined {
    const template = validTemplate(this.#planning, operation, false, boundTo(this.#resource));
    const request = template && toRequestPlan(template, fullCredentials(operation));
    return request && { ...subject(name, operation), request, expect: accepted(operation) };
  }

  #listStep(name: string, operation: Operation): { step: Step; place: ItemPlace } | undefined {
    const { description } = this.#planning;
    const place = listPlaceIn(description, successContent(operation)?.schema, this.#resource.parameter);
    const template = validTemplate(this.#planning, operation, false);
    const request = template && toRequestPlan(template, fullCredentials(operation));
    if (place === undefined || request === undefined) return undefined;
    return { step: { ...subject(name, operation), request, expect: accepted(operation) }, place };
  }

  /** Members that were sent and that the answer's item has by the same name come back as they were. */
  #showsWhatWasSent(template: Template, shown: number, at: readonly string[]): void {
    const sent = sentItem(template, at);
    if (sent !== undefined) this.#laws.push({ kind: 'changeShows', sent, shown, at });
  }
}

function subject(name: string, operation: Operation) {
  return { name, role: 'subject' as const, operationId: operation.id, bind: {} };
}

/** The item in a request's body: in the same envelope as in the answer, else the body itself. */
function sentItem(
  { body }: Template,
  envelope: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const value = body?.value;
  const inside = envelope.length === 0 ? value : atPointer(value, formatPointer(envelope));
  const item = isObject(inside) ? inside : value;
  return isObject(item) ? item : undefined;
}
