import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';

/** A path that is read and changed as one thing: `/settings`, `/me`. */
export interface SingletonModel {
  readonly path: string;
  readonly read: Operation;
  readonly schema: Schema;
  readonly changes: readonly Operation[];
  readonly delete: Operation | undefined;
}

/** A path with GET and PUT or PATCH, and no POST; undefined for any other. */
export function singletonAt({ operations }: Description, path: string): SingletonModel | undefined {
  const own = operationsByPath(operations).get(path) ?? [];
  const on = (method: string) => own.find((operation) => operation.method === method);
  const read = on('GET');
  const schema = read && successContent(read)?.schema;
  const changes = own.filter(({ method }) => method === 'PUT' || method === 'PATCH');
  if (read === undefined || schema === undefined || changes.length === 0 || on('POST')) return undefined;
  return { path, read, schema, changes, delete: on('DELETE') };
}
