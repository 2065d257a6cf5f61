import type { Operation } from '../../../../description/model/operation.ts';
import { successContent } from '../../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../../description/resources/item-place.ts';
import type { Case, Step } from '../../../case/case.ts';
import type { Law } from '../../../case/law.ts';
import { accepted, anything } from '../../requests/expectations.ts';
import { makeCase } from '../../requests/make-case.ts';
import { withOtherValues } from '../../requests/other-values.ts';
import { planStep } from '../../requests/plan-step.ts';
import type { Planning, ResourceMaker } from '../../requests/planning.ts';
import { sentItem } from '../../requests/sent-item.ts';
import type { Template } from '../../requests/template.ts';
import { uniqueStep } from '../../requests/unique-step.ts';
import { tokenOf } from '../../requests/unique-values.ts';
import { validTemplate } from '../../requests/valid-template.ts';
import { putItem } from '../../setup/put-item.ts';
import { parentItemsOf, type OwnItems } from '../../setup/own-items.ts';
import { echoedMembers, showable } from '../echoed-members.ts';

/** Makes the case that creates an item with PUT in a parent of its own, reads, replaces and deletes it. */
export const makePutCreated: ResourceMaker = (planning, resource) => {
  const { read, replace, delete: remove } = resource;
  if (!planning.mayCreate || read === undefined || replace === undefined || remove === undefined) return [];
  const above = parentItemsOf(planning, resource.itemPath);
  const put = putItem(planning, resource, above);
  const own = { ...above, ...put };
  const first = put && validTemplate(planning, replace, true, own.bound);
  if (first === undefined) return [];
  const draft = new Draft(planning, own, read);
  const putAndRead = (name: string, template: Template) => {
    const by = draft.send(name, template);
    draft.shows(by, draft.read(by === undefined ? undefined : `read what was put (${name})`), template);
  };
  putAndRead('create', first);
  putAndRead('replace', withOtherValues(planning, first, { round: 1, unlike: sentItem(first, []) ?? {} }));
  draft.remove(remove);
  const place = itemPlaceIn(planning.description, successContent(read)?.schema, resource);
  return draft.toCase(replace, place?.envelope ?? []);
};

class Draft {
  readonly #planning: Planning;
  readonly #own: OwnItems;
  readonly #read: Operation;
  readonly #steps: Step[];
  readonly #laws: Law[] = [];

  constructor(planning: Planning, own: OwnItems, read: Operation) {
    this.#planning = planning;
    this.#own = own;
    this.#read = read;
    this.#steps = own.before.slice(0, -1); // the item itself is created as a request under test
  }

  send(name: string, template: Template): number | undefined {
    const expect = accepted(template.operation);
    return this.#push(planStep(this.#planning, template, { name, role: 'subject', expect, bind: {} }));
  }

  read(name: string | undefined): number | undefined {
    if (name === undefined) return undefined;
    const template = validTemplate(this.#planning, this.#read, false, this.#own.bound);
    const expect = accepted(this.#read);
    return this.#push(planStep(this.#planning, template, { name, role: 'subject', expect, bind: {} }));
  }

  shows(by: number | undefined, shown: number | undefined, template: Template): void {
    const { description } = this.#planning;
    const schema = successContent(this.#read)?.schema;
    const item = sentItem(template, []);
    if (by === undefined || shown === undefined || schema === undefined || item === undefined) return;
    const sent = showable(description, schema, [], item);
    const lasting = echoedMembers(description, schema, [], sent);
    this.#laws.push({ kind: 'changeShows', by, shown, at: [], sent, lasting, echo: [] });
  }

  remove(operation: Operation): void {
    const template = validTemplate(this.#planning, operation, false, this.#own.bound);
    const facts = { name: 'delete', role: 'subject', expect: accepted(operation), bind: {} } as const;
    const by = this.#push(planStep(this.#planning, template, facts));
    const read = validTemplate(this.#planning, this.#read, false, this.#own.bound);
    const expect = anything(this.#read);
    const name = 'read what is deleted';
    const shown = this.#push(planStep(this.#planning, read, { name, role: 'subject', expect, bind: {} }));
    if (by !== undefined && shown !== undefined) this.#laws.push({ kind: 'pathGone', by, shown, at: [] });
  }

  toCase(about: Operation, at: readonly string[]): readonly Case[] {
    if (this.#laws.length === 0) return [];
    return [
      makeCase(this.#planning, {
        operationId: about.id,
        maker: 'sequence',
        place: 'put-created',
        title: this.#steps.map(({ name }) => name).join(', '),
        phase: 'sequences',
        provenance: about.source.provenance,
        steps: [...this.#steps.map((step, index) => this.#unique(step, index)), ...this.#own.after],
        laws: this.#laws.map((law) => ({ ...law, at })),
      }),
    ];
  }

  /** Gives the items that it is in unique names. */
  #unique(step: Step, index: number): Step {
    if (!this.#own.before.includes(step)) return step;
    return uniqueStep(this.#planning, step, { token: tokenOf(this.#read.path, 'put', String(index)) });
  }

  #push(step: Step | undefined): number | undefined {
    return step && this.#steps.push(step) - 1;
  }
}
