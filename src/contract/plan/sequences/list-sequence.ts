import { canExpress } from '../../../codec/parameters/parameter-codec.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { boundOf, limitOf, type ListPlace } from '../../../description/resources/list-parameters.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { withOtherValues } from '../requests/other-values.ts';
import type { Planning } from '../requests/planning.ts';
import type { Template } from '../requests/template.ts';
import { violationsOf } from '../requests/valid-template.ts';
import { SequenceDraft, type Drafted, type Sending } from './sequence-draft.ts';

/** A list of a resource's items, and the place of these in its response. */
export interface Context extends ListPlace {
  readonly planning: Planning;
  readonly resource: Resource;
  readonly list: Operation;
}

/** In no order, neither as numbers nor as texts, so that sorting can be tested. */
const ROUNDS = [9, 30, 2, 17, 23];

/** How many items are created by default. */
const SOME = 4;

/** Creates a few items that differ, each changed by `adjust`; none where that is not possible. */
export function begin(
  { planning, resource }: Context,
  name: string,
  {
    adjust = (template) => template,
    count = SOME,
  }: { readonly adjust?: (template: Template, index: number) => Template; readonly count?: number } = {},
) {
  const draft = new SequenceDraft(planning, resource);
  const valid = planning.mayCreate ? draft.newItem() : undefined;
  const made: { readonly template: Template; readonly item: string; readonly step: Drafted }[] = [];
  for (const [index, round] of ROUNDS.slice(0, count).entries()) {
    if (valid === undefined) break;
    const other = adjust(withOtherValues(planning, valid, { round, unlike: {} }), index);
    const template = draft.unique(other, name, String(round));
    const item = index === 0 ? resource.parameter : `${resource.parameter}${index + 1}`;
    const step = draft.create(`create number ${index + 1}`, { template, item, role: 'setup' });
    if (step !== undefined) made.push({ template, item, step });
  }
  const last = made.at(-1)?.step;
  if (last !== undefined) {
    const items = made.map(({ item }) => item);
    const steps = { by: last.index, shown: last.index };
    draft.laws.push({ kind: 'identifiersDiffer', ...steps, at: last.place?.envelope ?? [], items });
  }
  return { draft, made };
}

/** Reads the list with these parameters; undefined where that is not a valid request. */
export function listed(
  planning: Planning,
  draft: SequenceDraft,
  name: string,
  values: ReadonlyMap<Parameter, unknown>,
  sending: Omit<Sending, 'role'> = {},
): Drafted | undefined {
  const template = draft.listTemplate();
  if (template === undefined) return undefined;
  const whole = { ...template, parameters: new Map([...template.parameters, ...values]) };
  const isExpressed = [...values].every(([parameter, value]) =>
    canExpress(parameter, shapeOf(planning.description.document, parameter.schema), value),
  );
  if (!isExpressed || violationsOf(planning, whole).length > 0) return undefined;
  return draft.list(name, values, sending);
}

/** Returns the parameters with which a list shows as much as a page of it may have; none where it has no pages. */
export function wholeList(
  { description }: Planning,
  list: Operation | undefined,
): ReadonlyMap<Parameter, number> {
  const limit = list && limitOf(description, list);
  return new Map(limit === undefined ? [] : [[limit, Math.min(boundOf(limit, 'maximum') ?? MANY, MANY)]]);
}

/** Items of a page: few, so that a few items fill several pages. */
export const FEW = 2;

/** Larger pages would need more items than are created. */
export const MOST = 5;

/** The limit for a whole list, where the description does not tell the greatest one. */
export const MANY = 100;
