import { escapeToken, formatPointer } from '../../base/json-pointer.ts';
import { isObject } from '../../base/json.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Parameter } from '../../description/model/parameter.ts';
import type { RequestPlan } from '../case/case.ts';
import { bodyOf, pairsOf } from '../case/request-parts.ts';

/** The parts of a request by name, such as `query limit`, `header x-shop` or `/owner/name`, with their values. */
export type Parts = ReadonlyMap<string, readonly unknown[]>;

/** Fields that say how a request is written, not what it is about. */
const OF_THE_WIRE = new Set(['accept', 'content-type', 'content-length']);

/** Returns the parts of a request beside its path. The items of a list have one name, `/tags/#`. */
export function partsOf(request: RequestPlan): Parts {
  const parts = new Map<string, unknown[]>();
  const add = (name: string, value: unknown) => {
    const known = parts.get(name);
    if (known === undefined) parts.set(name, [value]);
    else known.push(value);
  };
  for (const [name, value] of pairsOf(request).map(pairOf)) add(`query ${name}`, value);
  for (const [name, value] of Object.entries(request.headers)) {
    if (!OF_THE_WIRE.has(name)) add(`header ${name}`, value);
  }
  addBodyParts(request, add);
  return parts;
}

type Add = (name: string, value: unknown) => void;

function addBodyParts(request: RequestPlan, add: Add): void {
  const { body, headers } = request;
  if (body === undefined) return;
  const value = bodyOf(request);
  if (value !== undefined) {
    addLeaves(value, '', add);
    return;
  }
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (!isForm || body === '') add('a body', body);
  else for (const [name, text] of body.split('&').map(pairOf)) add(formatPointer([name]), text);
}

/** Adds the leaves of a JSON value that is at a place. */
function addLeaves(value: unknown, at: string, add: Add): void {
  if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) addLeaves(member, `${at}/${escapeToken(name)}`, add);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) addLeaves(item, `${at}/#`, add);
  } else add(at, value);
}

function pairOf(pair: string): readonly [string, string] {
  const [name = '', ...rest] = pair.split('=');
  return [decoded(name), decoded(rest.join('='))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Returns the parts in which a request differs from another, with the values that it has there: none for what it lacks. */
export function differingParts(request: Parts, other: Parts): Parts {
  const names = [...new Set([...request.keys(), ...other.keys()])];
  const differing = names.filter(
    (name) => JSON.stringify(request.get(name)) !== JSON.stringify(other.get(name)),
  );
  return new Map(differing.map((name) => [name, request.get(name) ?? []]));
}

/** Returns the name of the parameter or member that a part is of: `limit` of `query limit`, `tags` of `/tags/#`. */
export function nameOfPart(part: string): string {
  const pointer = part.replace(/^(query|header) /, '');
  if (pointer !== part) return pointer;
  return (
    part
      .split('/')
      .findLast((token) => token !== '#' && token !== '')
      ?.replaceAll('~1', '/')
      .replaceAll('~0', '~') ?? part
  );
}

/** Returns the parameter that a part such as `query limit` is of. */
export function parameterOfPart({ parameters }: Operation, part: string): Parameter | undefined {
  const [location = ''] = part.split(' ');
  return parameters.find(
    (one) => one.location === location && one.name.toLowerCase() === nameOfPart(part).toLowerCase(),
  );
}
