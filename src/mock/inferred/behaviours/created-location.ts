import { filledPath } from '../../../description/document/path-template.ts';
import { basePathOf } from '../../../description/model/base-path.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { outcomeOf } from '../../../description/resources/body-content.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import type { BehaviourRequest } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/** Returns the path of a new item, for `Location`; undefined when that is not sent. */
type CreatedLocation = (request: BehaviourRequest, item: Item) => string | undefined;

/**
 * Creates the function for an operation. `Location` is sent when it is documented, and with 201 (RFC 9110, section
 * 10.2.2), but not for items that have no path.
 */
export function createdLocation(
  description: Description,
  { resource, key }: ResourceModel,
  operation: Operation,
): CreatedLocation {
  const outcome = outcomeOf(operation);
  const isDocumented = outcome?.headers.some(({ name }) => /^location$/i.test(name)) === true;
  const isReadable = operationsByPath(description.operations).has(resource.itemPath);
  if (!isReadable || (!isDocumented && outcome?.status !== '201')) return () => undefined;
  const basePath = basePathOf(operation.servers[0] ?? '');
  return ({ path }, item) =>
    `${basePath}${filledPath(resource.itemPath, { ...path, [resource.parameter]: item[key] })}`;
}
