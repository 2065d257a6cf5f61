import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import { shapeOf, type ValueShape } from '../schemas/value-shape.ts';
import { successContent } from './body-content.ts';
import { asWritten, expected } from './conventions/convention.ts';
import { LIST_PARAMETERS } from './conventions/list-parameter-names.ts';

const MEMBERS = asWritten(expected(LIST_PARAMETERS.shownMembers));

const EXPANSIONS = asWritten(expected(LIST_PARAMETERS.expansion));

/** Lists may be this deep in a response. */
const MAX_DEPTH = 2;

/** True for a free text that names members of the response: `fields`. Any other text means nothing there. */
export function namesMembers(description: Description, parameter: Parameter): boolean {
  return MEMBERS.test(parameter.name) && isFreeText(description, parameter);
}

/** True for a free text that names what is to be shown in full: `expand`. Only the server's documentation knows which. */
export function isExpansion(description: Description, parameter: Parameter): boolean {
  return EXPANSIONS.test(parameter.name) && isFreeText(description, parameter);
}

/** Returns the name of a member that a response of the operation has: of its items, where it is a list. */
export function nameOfMember({ document }: Description, operation: Operation): string | undefined {
  const schema = successContent(operation)?.schema;
  return schema && memberIn(shapeOf(document, schema), 0);
}

function memberIn(shape: ValueShape, depth: number): string | undefined {
  if (shape.allowsArray) return shape.item(0).propertyNames[0];
  const inner = shape.propertyNames.map((name) => shape.property(name));
  const list = inner.find((one) => one?.isKnown === true && one.allowsArray && !one.allowsObject);
  const found = depth < MAX_DEPTH && list ? memberIn(list, depth + 1) : undefined;
  return found ?? shape.propertyNames[0];
}

/** Lists of texts count as what they hold. */
function isFreeText({ document }: Description, { location, schema, examples }: Parameter): boolean {
  if (location !== 'query' || examples.length > 0) return false;
  const shape = shapeOf(document, schema);
  const text = shape.allowsArray ? shape.item(0) : shape;
  return !text.allowsObject && text.strings.size === 0 && text.primitives.includes('string');
}
