import { formatPointer } from '../../../../base/json-pointer.ts';
import { isObject } from '../../../../base/json.ts';
import { tryResolveObject } from '../../../../description/document/resolve-reference.ts';
import { successContent } from '../../../../description/resources/body-content.ts';
import { itemPlaceIn, listPlaceIn, type ItemPlace } from '../../../../description/resources/item-place.ts';
import type { Resource } from '../../../../description/resources/resource.ts';
import { shapeOf, type ValueShape } from '../../../../description/schemas/value-shape.ts';
import { sought } from '../../requests/expectations.ts';
import type { Maker, Planning } from '../../requests/planning.ts';
import type { Template } from '../../requests/template.ts';
import { tokenOf, uniqueTemplate } from '../../requests/unique-values.ts';
import { validTemplate, violationsOf } from '../../requests/valid-template.ts';
import { distinctItems, itemsSchema } from '../../values/distinct-items.ts';
import { SequenceDraft } from '../sequence-draft.ts';

/** So many items are created at once. */
const COUNT = 2;

/**
 * Makes the case that creates several items with one request, whose body is a list of them: the response shows all as
 * they were sent, and each can be read.
 */
export const makeListCreated: Maker = (planning, create) => {
  if (!planning.mayCreate || create.method !== 'POST') return [];
  const full = validTemplate(planning, create, true);
  const listed = full && listedIn(planning, full);
  const several = listed && withSeveral(planning, full);
  if (listed === undefined || several === undefined) return [];
  const { resource, place } = listed;
  const draft = new SequenceDraft(planning, resource);
  const template = uniqueTemplate(planning, resource, several, tokenOf(create.path, 'list-created'));
  const items = [resource.parameter, ...names(resource.parameter)];
  const bind = Object.fromEntries(
    items.map((item, index) => {
      const pointer = formatPointer([...place.envelope, String(index), place.key]);
      return [item, { from: 'body', pointer } as const];
    }),
  );
  const by = draft.send('create several', template, { role: 'subject', bind });
  const sent = template.body?.value;
  if (by === undefined || !Array.isArray(sent)) return [];
  draft.keep(...items);
  const steps = { by: by.index, shown: by.index };
  draft.laws.push({ kind: 'listKept', ...steps, at: place.envelope, sent: sent.filter(isObject) });
  for (const item of items) {
    const read = draft.read(`read ${item}`, { item, role: 'subject', expect: sought });
    if (read?.place === undefined) continue;
    const { envelope, key } = read.place;
    draft.laws.push({
      kind: 'createdReadable',
      by: by.index,
      shown: read.index,
      at: envelope,
      key,
      item,
    });
  }
  return draft.toCase('list-created', { about: create });
};

function names(parameter: string): readonly string[] {
  return Array.from({ length: COUNT - 1 }, (_, index) => `${parameter}${index + 2}`);
}

/** Returns the resource whose items the response lists, with the place of that list. */
function listedIn(
  { description, resources }: Planning,
  { operation, body }: Template,
): { readonly resource: Resource; readonly place: ItemPlace } | undefined {
  const schema = successContent(operation)?.schema;
  if (schema === undefined || !Array.isArray(body?.value)) return undefined;
  for (const resource of resources) {
    const read = resource.read && successContent(resource.read)?.schema;
    const item = itemPlaceIn(description, read, resource);
    const place = listPlaceIn(description, schema, resource);
    if (read === undefined || item === undefined || place === undefined) continue;
    const one = inside(shapeOf(description.document, read), item.envelope);
    const some = inside(shapeOf(description.document, schema), place.envelope)?.item(0);
    if (hasSameMembers(one, some)) return { resource, place };
  }
  return undefined;
}

function inside(shape: ValueShape, path: readonly string[]): ValueShape | undefined {
  return path.reduce<ValueShape | undefined>((current, name) => current?.property(name), shape);
}

function hasSameMembers(one: ValueShape | undefined, other: ValueShape | undefined): boolean {
  const [left, right] = [one, other].map((shape) => [...(shape?.propertyNames ?? [])].toSorted().join());
  return left !== '' && left === right;
}

/** Returns the request with a body of several items that differ; undefined where there is none. */
function withSeveral(planning: Planning, template: Template): Template | undefined {
  const { body, operation } = template;
  const known: readonly unknown[] = Array.isArray(body?.value) ? body.value : [];
  const schema = body?.mediaType.schema;
  const place = schema && tryResolveObject(planning.description.document, schema.definition, schema.pointer);
  const items = place && itemsSchema(planning.description, place);
  if (body === undefined || items === undefined) return undefined;
  const value = distinctItems(planning.description, items, known, COUNT);
  const several = { ...template, operation, body: { ...body, value } };
  const isRight = value.length === COUNT && violationsOf(planning, several).length === 0;
  return isRight ? several : undefined;
}
