import { lastSegment } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent, successContent } from '../../../description/resources/body-content.ts';
import { honoured, oneOf } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import { HIDDEN_KEY, itemPlaceIn, listPlaceIn } from '../../../description/resources/item-place.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { isMostly, itemProperties, type ItemProperties } from './item-properties.ts';
import { describeResource, type DescribedResource } from './resource-model.ts';

/**
 * Returns a path with GET and POST as a collection whose items have no path of their own: messages that are only listed
 * and sent. Its item path is made up. Undefined for other paths.
 */
export function listedOnlyAt(path: string, operations: readonly Operation[]): Resource | undefined {
  const withMethod = (method: string) => operations.find((operation) => operation.method === method);
  const [create, list] = [withMethod('POST'), withMethod('GET')];
  if (create === undefined || list === undefined || /\}\)?$/.test(path)) return undefined;
  const parameter = `${singularOf(lastSegment(path))}Id`;
  return {
    collectionPath: path,
    itemPath: `${path}/{${parameter}}`,
    parameter,
    parameterSchema: undefined,
    create,
    list,
    read: undefined,
    replace: undefined,
    update: undefined,
    delete: undefined,
  };
}

/** Names of members that identify an item: one by a name would be replaced by the next of that name. */
const IDENTIFIER = new RegExp(`(${oneOf(honoured(IDENTIFYING.identifier))})$`);

/**
 * Describes such a collection, whose items need have no identifier. Undefined when the POST creates no items of the list,
 * as that of a search does.
 */
export function describeListedOnly(
  description: Description,
  resource: Resource,
): DescribedResource | undefined {
  return (
    describeIdentified(description, resource) ??
    describeIdentified(description, { ...resource, isKeyless: true })
  );
}

function describeIdentified(description: Description, resource: Resource): DescribedResource | undefined {
  const described = describeResource(description, resource);
  const { list } = described ?? {};
  if (described?.resource.create === undefined || list === undefined) return undefined;
  const listed = itemProperties(description, list.schema, list.place.envelope);
  const isCreated = createsListed(description, described.resource, listed);
  const isIdentified = described.key === HIDDEN_KEY || IDENTIFIER.test(spelling(described.key));
  return isCreated && isIdentified ? described : undefined;
}

/** True when a POST shows one item of the list, or takes members of it and does not answer with a list. */
function createsListed(description: Description, resource: Resource, listed: ItemProperties): boolean {
  const { create } = resource;
  if (create === undefined) return false;
  const answered = successContent(create)?.schema;
  const shown = itemPlaceIn(description, answered, resource);
  const isShown =
    answered !== undefined &&
    shown !== undefined &&
    isMostly(itemProperties(description, answered, shown.envelope), listed);
  const sent = sentContent(create)?.schema;
  const isSent = sent !== undefined && isMostly(itemProperties(description, sent, []), listed);
  const isSearch = shown === undefined && listPlaceIn(description, answered, resource) !== undefined;
  const takesList = sent !== undefined && shapeOf(description.document, sent).allowsArray;
  return isShown || (isSent && (!isSearch || takesList));
}
