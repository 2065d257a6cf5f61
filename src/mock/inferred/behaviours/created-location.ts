import { filledPath } from '../../../description/document/path-template.ts';
import { basePathOf } from '../../../description/model/base-path.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { outcomeOf } from '../../../description/resources/body-content.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import type { BehaviourRequest } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/** Returns the value of `Location` for a new item; undefined when none is needed, or none fits the documented schema. */
type CreatedLocation = (request: BehaviourRequest, item: Item) => string | undefined;

/**
 * Creates the function for an operation. `Location` is sent when it is documented, and with 201 (RFC 9110, section
 * 10.2.2): as the path of the item, or in the form that the field's schema wants: an absolute URL, or the identifier.
 */
export function createdLocation(
  description: Description,
  { resource, key }: ResourceModel,
  operation: Operation,
): CreatedLocation {
  const outcome = outcomeOf(operation);
  const documented = outcome?.headers.find(({ name }) => /^location$/i.test(name));
  if (documented === undefined && outcome?.status !== '201') return () => undefined;
  const isReadable = operationsByPath(description.operations).has(resource.itemPath);
  if (!isReadable) return () => undefined;
  const validate = documented && description.validators.of(documented.schema, 'response');
  const [server = ''] = operation.servers;
  const basePath = basePathOf(server);
  return ({ path, origin = originOf(server) }, item) => {
    const id = item[key];
    const target = `${basePath}${filledPath(resource.itemPath, { ...path, [resource.parameter]: id })}`;
    const forms: readonly unknown[] = [
      target,
      `${origin}${target}`,
      target.replace(/^\//, ''),
      id,
      String(id),
    ];
    const form = validate === undefined ? target : forms.find((value) => validate(value).length === 0);
    return form === undefined ? undefined : String(form);
  };
}

/** Returns the origin of a server's URL; a local one when the URL is relative. */
function originOf(server: string): string {
  return /^https?:\/\/[^/?#]+/i.exec(server)?.[0] ?? 'http://localhost';
}
