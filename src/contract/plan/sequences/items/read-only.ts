import { replaceAt } from '../../../../base/edit-json.ts';
import { formatPointer } from '../../../../base/json-pointer.ts';
import { isObject, member, type Json } from '../../../../base/json.ts';
import { tryResolveObject } from '../../../../description/document/resolve-reference.ts';
import type { Operation } from '../../../../description/model/operation.ts';
import type { Resource } from '../../../../description/resources/resource.ts';
import { HiddenProperties } from '../../../../description/schemas/read-only-properties.ts';
import type { Schema } from '../../../../description/schemas/schema.ts';
import { generated } from '../../../../generate/generate-value.ts';
import type { Case } from '../../../case/case.ts';
import { answeredStatuses } from '../../../case/statuses.ts';
import type { Planning, ResourceMaker } from '../../requests/planning.ts';
import { keysOf, tokenOf, uniqueTemplate } from '../../requests/unique-values.ts';
import { SequenceDraft } from '../sequence-draft.ts';

/** The most members of one item that are tested. */
const MOST = 6;

/**
 * Makes the cases that change a `readOnly` member: the server may refuse that, or ignore the member (OpenAPI 3.1, Schema
 * Object), but must not set it.
 */
export const makeReadOnly: ResourceMaker = (planning, resource) => {
  if (!planning.mayCreate) return [];
  const changes = [resource.replace, resource.update].filter((one) => one !== undefined);
  return changes.flatMap((operation) => setting(planning, resource, operation));
};

function setting(planning: Planning, resource: Resource, operation: Operation): readonly Case[] {
  const draft = new SequenceDraft(planning, resource);
  const valid = draft.newItem();
  const item = resource.parameter;
  const token = tokenOf(resource.itemPath, 'read-only', operation.id);
  const template = valid && uniqueTemplate(planning, resource, valid, token);
  const created = template && draft.create('create', { template, item, role: 'setup' });
  const change = draft.templateOn(operation, item);
  const { body } = change ?? {};
  const schema = body?.mediaType.schema;
  if (created === undefined || change === undefined || body === undefined || schema === undefined) return [];
  if (!isObject(body.value)) return [];
  const own = uniqueTemplate(planning, resource, change, `${token}c`);
  const keys = keysOf(planning, resource);
  for (const { name, value } of readOnlyValues(planning, schema, keys)) {
    const before = draft.read(`read before ${name} is sent`, { item, role: 'setup' });
    const sent = replaceAt(own.body?.value, formatPointer([name]), value);
    const expect = { outcome: 'any', statuses: answeredStatuses(operation), confidence: 'likely' } as const;
    const sending = { ...own, body: { ...body, value: sent } };
    const by = draft.send(`change ${name}, which is readOnly`, sending, { role: 'subject', expect });
    const shown = draft.read(`read ${name}`, { item, role: 'subject' });
    if (before?.place === undefined || by === undefined || shown === undefined) return [];
    const steps = { by: by.index, before: before.index, shown: shown.index };
    draft.laws.push({
      kind: 'readOnlyKept',
      ...steps,
      at: before.place.envelope,
      sent: { [name]: value },
    });
  }
  return draft.toCase(`read-only/${operation.id}`, { about: operation });
}

/** Returns possible values of `readOnly` members, two where there is a choice of a few; none of identifiers. */
function readOnlyValues(
  { description }: Planning,
  schema: Schema,
  keys: readonly string[],
): readonly { readonly name: string; readonly value: Json }[] {
  const { document } = description;
  const names = new HiddenProperties(document).of(schema.definition, schema.pointer, 'request');
  const place = tryResolveObject(document, schema.definition, schema.pointer);
  if (place === undefined) return [];
  return names
    .filter((name) => !keys.includes(name))
    .flatMap((name) => {
      const node = member(member(place.node, 'properties'), name);
      if (!isObject(node)) return [];
      const property = { definition: node, pointer: `${place.pointer}/properties${formatPointer([name])}` };
      const made = [1, 2, 3, 4].map((seed) =>
        generated(description, property, { seed, names: [name], direction: 'response' }),
      );
      const values = made.filter((value) => value !== undefined && typeof value !== 'object');
      return [...new Set(values)]
        .slice(0, node['enum'] === undefined ? 1 : 2)
        .map((value) => ({ name, value }));
    })
    .slice(0, MOST);
}
