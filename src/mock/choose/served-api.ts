import type { Description } from '../../description/model/description.ts';
import type { Api } from '../api.ts';
import type { ServedOperation } from '../control/inspect/shown/operation.ts';
import { servedOperation } from './served-operation.ts';

/** A served API, as `GET /_stuntdouble/apis` shows it. */
export interface ServedApi {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly operations: readonly ServedOperation[];
}

export function servedApi({ name, title, version, operations }: Description, api: Api): ServedApi {
  return {
    name,
    title,
    version,
    operations: operations.map((operation) => servedOperation(api, operation)),
  };
}
