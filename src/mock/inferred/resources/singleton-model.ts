import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent, successContent, successOf } from '../../../description/resources/body-content.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { isMostly, itemProperties } from './item-properties.ts';

/** A path with a single thing that is read and changed: `/settings`, `/me`. */
export interface SingletonModel {
  readonly path: string;
  readonly read: Operation;
  readonly schema: Schema;
  readonly changes: readonly Operation[];
  readonly delete: Operation | undefined;
}

/**
 * Returns the singleton at a path that has GET, and PUT or PATCH, or a POST that takes members of what GET shows;
 * undefined for any other path.
 */
export function singletonAt(description: Description, path: string): SingletonModel | undefined {
  const ofPath = operationsByPath(description.operations).get(path) ?? [];
  const withMethod = (method: string) => ofPath.find((operation) => operation.method === method);
  const read = withMethod('GET');
  const schema = read && successContent(read)?.schema;
  const post = withMethod('POST');
  const changes = ofPath.filter(({ method }) => method === 'PUT' || method === 'PATCH' || method === 'POST');
  if (read === undefined || schema === undefined || changes.length === 0) return undefined;
  const mayCreate = changes.some(({ method }) => method !== 'POST');
  if (post !== undefined && !isChange(description, post, { shown: schema, mayCreate })) return undefined;
  return { path, read, schema, changes, delete: withMethod('DELETE') };
}

/**
 * True when a POST changes what GET shows: at least half of the members of its body are in that. One that creates (201) is
 * of a collection, unless PUT or PATCH changes what it has created.
 */
function isChange(
  description: Description,
  post: Operation,
  { shown, mayCreate }: { readonly shown: Schema; readonly mayCreate: boolean },
): boolean {
  const sent = sentContent(post)?.schema;
  const { allowsArray, allowsObject } = shapeOf(description.document, shown);
  const isCreate = successOf(post)?.status === '201';
  if (sent === undefined || allowsArray || !allowsObject || (isCreate && !mayCreate)) return false;
  return isMostly(itemProperties(description, sent, []), itemProperties(description, shown, []));
}
