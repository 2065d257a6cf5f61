import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';

/** A path with a single thing that is read and changed: `/settings`, `/me`. */
export interface SingletonModel {
  readonly path: string;
  readonly read: Operation;
  readonly schema: Schema;
  readonly changes: readonly Operation[];
  readonly delete: Operation | undefined;
}

/** Returns the singleton at a path that has GET, PUT or PATCH, and no POST; undefined for any other path. */
export function singletonAt({ operations }: Description, path: string): SingletonModel | undefined {
  const ofPath = operationsByPath(operations).get(path) ?? [];
  const withMethod = (method: string) => ofPath.find((operation) => operation.method === method);
  const read = withMethod('GET');
  const schema = read && successContent(read)?.schema;
  const changes = ofPath.filter(({ method }) => method === 'PUT' || method === 'PATCH');
  if (read === undefined || schema === undefined || changes.length === 0 || withMethod('POST'))
    return undefined;
  return { path, read, schema, changes, delete: withMethod('DELETE') };
}
