import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { singletonRead } from '../../../description/resources/resource.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import type { Bindings } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import { placeholder } from '../../case/placeholder.ts';
import { accepted } from '../requests/expectations.ts';
import { makeCase } from '../requests/make-case.ts';
import { withOtherValues } from '../requests/other-values.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { sentItem } from '../requests/sent-item.ts';
import type { Template } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { echoedMembers, showable } from './echoed-members.ts';
import { conditional, OTHER_TAG, TAG, takes } from './preconditions.ts';

/**
 * Makes the case that changes what there is one of, such as `/settings`, and reads it again: what was sent is shown, and
 * conditions hold. The run puts it back, or does not send the case.
 */
export const makeSingletons: Maker = (planning, write) => {
  const { description, resources } = planning;
  const isChange = ['PUT', 'PATCH'].includes(write.method) && !write.path.includes('{');
  const read = isChange ? singletonRead(description.operations, resources, write.path) : undefined;
  const full = read && validTemplate(planning, write, true);
  if (read === undefined || full?.body === undefined) return [];
  const { mediaType } = full.body;
  // what other formats write as texts is compared nowhere
  if (!isJsonContent(mediaType) || /json-patch/.test(mediaType.range)) return [];
  const draft = new Draft(planning, read, full);
  draft.changeAndRead();
  if (takes(write, 'if-match', '412')) draft.changeOnConditions();
  if (takes(read, 'if-none-match', '304')) draft.readOnConditions();
  return draft.toCase();
};

class Draft {
  readonly #planning: Planning;
  readonly #read: Operation;
  readonly #full: Template;
  readonly #steps: Step[] = [];
  readonly #laws: Law[] = [];

  constructor(planning: Planning, read: Operation, full: Template) {
    this.#planning = planning;
    this.#read = read;
    this.#full = full;
  }

  changeAndRead(): void {
    const { description } = this.#planning;
    const before = this.#reads('read', true);
    const template = this.#changed(1);
    const by = this.#sends('change', template);
    const shown = this.#reads('read what changed');
    const schema = successContent(this.#read)?.schema;
    const item = sentItem(template, []);
    if (before === undefined || by === undefined || shown === undefined) return;
    if (schema === undefined || item === undefined) return;
    const sent = showable(description, schema, [], item);
    const lasting = echoedMembers(description, schema, [], sent);
    this.#laws.push({ kind: 'changeShows', by, shown, at: [], sent, lasting, echo: [] });
    if (takes(this.#full.operation, 'if-match', '412')) {
      this.#laws.push({ kind: 'tagChanges', by, before, shown, at: [] });
    }
  }

  changeOnConditions(): void {
    const read = this.#reads('read its tag', true);
    const other = this.#sends('change with another tag', this.#changed(2), OTHER_TAG);
    const own = this.#sends('change with its tag', this.#changed(3), placeholder(TAG));
    const late = this.#sends('change with the tag that it had', this.#changed(4), placeholder(TAG));
    if (read === undefined || own === undefined) return;
    this.#condition(read, other, 'unmet');
    this.#condition(read, own, 'met');
    this.#condition(own, late, 'unmet');
  }

  readOnConditions(): void {
    const by = this.#reads('read its tag again', true);
    const same = this.#reads('read unless it has its tag', false, placeholder(TAG));
    const other = this.#reads('read unless it has another tag', false, OTHER_TAG);
    if (by === undefined) return;
    this.#condition(by, same, 'same');
    this.#condition(by, other, 'other');
  }

  toCase(): readonly Case[] {
    const { operation } = this.#full;
    if (this.#laws.length === 0) return [];
    return [
      makeCase(this.#planning, {
        operationId: operation.id,
        maker: 'sequence',
        place: 'singleton',
        title: this.#steps.map(({ name }) => name).join(', '),
        phase: 'sequences',
        provenance: operation.source.provenance,
        steps: this.#steps,
        laws: this.#laws,
        exclusive: true,
      }),
    ];
  }

  #condition(by: number, shown: number | undefined, is: 'met' | 'unmet' | 'same' | 'other'): void {
    if (shown === undefined) return;
    this.#laws.push({ kind: 'precondition', by, shown, at: [], tag: TAG, is });
  }

  #changed(round: number): Template {
    return withOtherValues(this.#planning, this.#full, { round, unlike: {} });
  }

  #reads(name: string, isTagged = false, unlessTag?: string): number | undefined {
    const bind: Bindings = isTagged ? { [TAG]: { from: 'field', name: 'etag' } } : {};
    const expect = unlessTag === undefined ? accepted(this.#read) : conditional(this.#read, '304');
    const step = planStep(this.#planning, validTemplate(this.#planning, this.#read, false), {
      name,
      role: 'subject',
      expect,
      bind,
    });
    return this.#push(step, unlessTag === undefined ? {} : { 'if-none-match': unlessTag });
  }

  #sends(name: string, template: Template, tag?: string): number | undefined {
    const { operation } = this.#full;
    const expect = tag === undefined ? accepted(operation) : conditional(operation, '412');
    const step = planStep(this.#planning, template, { name, role: 'subject', expect, bind: {} });
    return this.#push(step, tag === undefined ? {} : { 'if-match': tag });
  }

  #push(step: Step | undefined, fields: Readonly<Record<string, string>>): number | undefined {
    if (step === undefined) return undefined;
    const { request } = step;
    return (
      this.#steps.push({ ...step, request: { ...request, headers: { ...request.headers, ...fields } } }) - 1
    );
  }
}
