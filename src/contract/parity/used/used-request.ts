import { exactText } from '../../../base/exact-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { leavesOf } from '../../../base/json-tree.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent } from '../../../description/resources/body-content.ts';
import { isCursor } from '../../../description/resources/cursor-parameter.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { ANY_SHAPE, shapeOf, type ValueShape } from '../../../description/schemas/value-shape.ts';
import { parsePair } from '../../../http/raw-parameters.ts';
import { queryOf } from '../../../http/request-target.ts';
import { jsonBodyOf } from '../../../codec/json-body.ts';
import type { RequestPlan } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { fullCredentials } from '../../plan/requests/credential-plan.ts';
import type { Planning } from '../../plan/requests/planning.ts';
import { referencedResource } from '../../plan/setup/reference-members.ts';
import { isIdentifier } from '../../plan/values/identifying-parameters.ts';
import type { AskedOperation } from './asked-operation.ts';
import type { RecordedIdentifiers } from './recorded-identifiers.ts';
import type { UsedExchange } from './used-exchange.ts';
import { belowItem, type UsedItem, type UsedItems } from './used-items.ts';

/** Why a recorded request is not sent. */
export class NotSent extends Error {}

/** A request of the recording with the items of this run in the place of the recorded ones. */
export interface UsedRequest {
  readonly request: RequestPlan;
  /** The items that it speaks of. */
  readonly items: readonly UsedItem[];
  /** The item that its path ends in, or is below. */
  readonly subject: UsedItem | undefined;
  /** The path parameters of what it creates. */
  readonly bound: Readonly<Record<string, string>>;
}

/** What requests are made of. */
export interface UsedContext {
  readonly planning: Planning;
  readonly items: UsedItems;
  readonly identifiers: RecordedIdentifiers;
  /** Stands in the recording for a secret. */
  readonly mask: string;
}

/** Returns a recorded request as it is sent in this run. @throws NotSent where it cannot be without what was recorded */
export function usedRequest(
  exchange: UsedExchange,
  { operation, captures }: AskedOperation,
  context: UsedContext,
): UsedRequest {
  const { bound, items: inPath } = pathItems(operation, captures, context);
  const path = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => bound[name] ?? '');
  const found = new Set(inPath);
  const query = queryPairs(exchange, operation, context, found).join('&');
  const body = bodyParts(exchange, operation, context, found);
  return {
    request: {
      method: exchange.method,
      target: query === '' ? path : `${path}?${query}`,
      headers: fieldsFor(exchange, operation),
      ...body,
      credentials: fullCredentials(context.planning, operation),
    },
    items: [...found],
    subject: inPath.at(-1),
    bound,
  };
}

/** Returns the path parameters: names of items, and recorded values of those that are choices. */
function pathItems(
  operation: Operation,
  captures: AskedOperation['captures'],
  { planning, items }: UsedContext,
) {
  const found: UsedItem[] = [];
  let bound: Readonly<Record<string, string>> = {};
  for (const [name, raw] of captures) {
    const parameter = operation.parameters.find((one) => one.location === 'path' && one.name === name);
    if (parameter !== undefined && !isIdentifier(planning.description, parameter.schema)) {
      bound = { ...bound, [name]: raw };
      continue;
    }
    const id = percentDecoded(raw);
    requireFound(id, items);
    const resource = planning.resources.find((one) => one.parameter === name && isAbove(one, operation));
    const above = found.map((one) => one.name);
    const item = resource && items.at({ resource, bound, above }, id);
    if (item === undefined)
      throw new NotSent(`nothing lists what {${name}} identifies, and it was not created`);
    found.push(item);
    bound = belowItem(item);
  }
  return { bound, items: found };
}

/** @throws NotSent for an item that is not there in this run */
function requireFound(id: string, items: UsedItems): void {
  if (items.isLost(id)) throw new NotSent('it is about an item whose creation is not sent');
}

function isAbove({ itemPath }: Resource, { path }: Operation): boolean {
  return path === itemPath || path.startsWith(`${itemPath}/`);
}

function queryPairs(
  { target }: UsedExchange,
  operation: Operation,
  context: UsedContext,
  found: Set<UsedItem>,
): readonly string[] {
  const { planning, identifiers, mask } = context;
  const { document, securitySchemes } = planning.description;
  const secrets = securitySchemes.flatMap(({ carrier }) =>
    'name' in carrier && typeof carrier.name === 'string' ? [carrier.name] : [],
  );
  return queryOf(target)
    .split('&')
    .flatMap((pair) => {
      const { name, value } = parsePair(pair);
      const [key, text] = [name, value].map((one) => percentDecoded(one.replaceAll('+', ' ')));
      if (key === undefined || text === undefined || key === '' || secrets.includes(key)) return [];
      const parameter = operation.parameters.find((one) => one.location === 'query' && one.name === key);
      if (parameter !== undefined && isCursor(document, parameter)) return [];
      if (text.includes(mask)) throw new NotSent(`${key} held a secret, which is masked`);
      if (parameter !== undefined && isChoice(shapeOf(document, parameter.schema))) return [pair];
      if (!identifiers.identifies(key, text)) {
        if (identifiers.isWithin(text)) throw new NotSent(`${key} has an identifier of the recording in it`);
        return [pair];
      }
      const item = itemFor(key.replace(/\[\]$/, ''), text, operation, context);
      if (item === undefined) throw new NotSent(`nothing lists what ${key} identifies`);
      found.add(item);
      return [`${name}=${placeholder(item.name)}`];
    });
}

/** Returns the item that a value outside of the path means. */
function itemFor(
  name: string,
  text: string,
  operation: Operation,
  { planning: { resources }, items }: UsedContext,
): UsedItem | undefined {
  requireFound(text, items);
  const known = items.known(text);
  if (known !== undefined) return known;
  const resource = referencedResource(name, { resources, operation });
  const isTop = resource !== undefined && !resource.collectionPath.includes('{');
  return isTop ? items.at({ resource, bound: {}, above: [] }, text) : undefined;
}

/** Members that hold what is nobody else's business. A recording of a browser has it as it was sent. */
const SECRET = /pass(word|wd|phrase)|secret|token|credential|api[-_]?key/i;

function bodyParts(
  { body, contentType }: UsedExchange,
  operation: Operation,
  context: UsedContext,
  found: Set<UsedItem>,
): Pick<RequestPlan, 'body' | 'refers'> {
  const { identifiers, mask } = context;
  if (body === undefined) return { body };
  if (body.includes(mask)) throw new NotSent('its body held a secret, which is masked');
  const value = jsonBodyOf({ headers: { 'content-type': contentType }, body });
  if (value === undefined) {
    if (identifiers.isWithin(body)) throw new NotSent('its body has an identifier of the recording in it');
    return { body };
  }
  const secret = leavesOf(value).find(({ path }) => SECRET.test(String(path.at(-1))));
  if (secret !== undefined) throw new NotSent(`its body has a credential: ${formatPointer(secret.path)}`);
  const shape = bodyShape(operation, context);
  const refers: Record<string, string> = {};
  for (const { path, name, text } of identifiers.in(value)) {
    if (isChoice(partOf(shape, path))) continue;
    const pointer = formatPointer(path);
    const item = itemFor(name, text, operation, context);
    if (item === undefined) throw new NotSent(`nothing lists what ${pointer} of its body identifies`);
    found.add(item);
    refers[pointer] = item.name;
  }
  return { body: exactText(value), ...(Object.keys(refers).length > 0 && { refers }) };
}

function bodyShape(operation: Operation, { planning }: UsedContext): ValueShape {
  const schema = sentContent(operation)?.schema;
  return schema === undefined ? ANY_SHAPE : shapeOf(planning.description.document, schema);
}

function partOf(shape: ValueShape, path: readonly string[]): ValueShape {
  return path.reduce(
    (current, key) =>
      (current.allowsArray && /^\d+$/.test(key) ? current.item(Number(key)) : current.property(key)) ??
      ANY_SHAPE,
    shape,
  );
}

/** True for one of the values that the description lists, which identifies no item. */
function isChoice(shape: ValueShape): boolean {
  return shape.strings.size > 0 || (shape.isKnown && shape.allowsArray && shape.item(0).strings.size > 0);
}

/** The fields that a request needs; those of the recording may tell of who sent it. */
function fieldsFor({ body, contentType }: UsedExchange, { responses }: Operation): Record<string, string> {
  const [range] = responses.flatMap(({ content }) => content.map((one) => one.range));
  return {
    ...(range !== undefined && { accept: range }),
    ...(body !== undefined && contentType !== undefined && { 'content-type': contentType }),
  };
}
