import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isIndex, leavesOf } from '../../../base/json-tree.ts';
import { hashOf } from '../../../base/random.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { asWritten, expected } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import { itemPlaceIn, listPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Planning } from './planning.ts';
import type { Template } from './template.ts';
import { violationsOf } from './valid-template.ts';

/** Members whose values servers want to be unique. */
const NATURAL_KEY = asWritten(expected(IDENTIFYING.naturalKey));

/** True for the name of a member whose values have to be unique. */
export function isNaturalKey(name: string): boolean {
  return NATURAL_KEY.test(name);
}

/** True for a changed body that is as valid, or as invalid, as it was. */
type Keeps = (body: unknown) => boolean;

/**
 * Returns a body that creates a unique item: names contain `token`, and so does an identifier that the client gives
 * (`keys`), where it may not be left to the server. Members named in `kept` stay.
 */
export function uniqueBody(
  body: unknown,
  {
    keys,
    kept = [],
    token,
    keeps,
  }: { keys: readonly string[]; kept?: readonly string[]; token: string; keeps: Keeps },
): unknown {
  return leavesOf(body, isIndex).reduce<unknown>((current, { path, value }) => {
    const name = String(path.at(-1));
    if (path.length === 0 || path.length > DEEPEST || kept.includes(name)) return current;
    const candidates = keys.includes(name) ? otherIdentifiers(value, token) : otherNames(name, value, token);
    const changed = candidates
      .map((candidate) => replaceAt(current, formatPointer(path), candidate))
      .find(keeps);
    return changed ?? current;
  }, body);
}

/** Only members of the body, and of the objects in it, are changed. */
const DEEPEST = 2;

/** The same for a request that is still to be written. */
export function uniqueTemplate(
  planning: Planning,
  resource: Resource,
  template: Template,
  token: string,
): Template {
  const { body } = template;
  if (body === undefined) return template;
  const withBody = (value: unknown): Template => ({ ...template, body: { ...body, value } });
  const keeps: Keeps = (value) => violationsOf(planning, withBody(value)).length === 0;
  const keys = keysOf(planning, resource);
  const isNew = template.operation === resource.create;
  return withBody(uniqueBody(body.value, { keys: isNew ? keys : [], kept: isNew ? [] : keys, token, keeps }));
}

/** Returns the members that identify an item of a resource in its responses: one, or one for each response. */
export function keysOf({ description }: Planning, resource: Resource): readonly string[] {
  const shown = [resource.create, resource.read, resource.replace, resource.update].filter(
    (operation) => operation !== undefined,
  );
  const places = shown.map((operation) =>
    itemPlaceIn(description, successContent(operation)?.schema, resource),
  );
  const listed = resource.list && listPlaceIn(description, successContent(resource.list)?.schema, resource);
  const shownBy = places.filter((place) => place !== undefined).map(({ key }) => key);
  return shownBy.length === 0 && listed !== undefined ? [listed.key] : [...new Set(shownBy)];
}

/** Returns a short text that is the same in every run: `sd1k2j3h`. */
export function tokenOf(...names: readonly string[]): string {
  return `sd${hashOf(names.join('\n')).toString(36)}`;
}

/** Returns other identifiers, the best first: none (`undefined`: the server chooses), then others of the same kind. */
function otherIdentifiers(value: unknown, token: string): readonly unknown[] {
  const number = 1_000_000 + (hashOf(token) % 1_000_000_000);
  if (typeof value === 'number') return [undefined, number];
  if (typeof value !== 'string') return [undefined];
  const hex = hashOf(token).toString(16).padStart(8, '0');
  return [undefined, ...otherTexts(value, token), `${hex}-${value.slice(9)}`, String(number)];
}

function otherNames(name: string, value: unknown, token: string): readonly unknown[] {
  return NATURAL_KEY.test(name) && typeof value === 'string' ? otherTexts(value, token) : [];
}

function otherTexts(text: string, token: string): readonly string[] {
  if (text.includes('@')) return [`${token}-${text}`, `${token}@example.com`];
  const joined = [`${text}-${token}`, `${text} ${token}`];
  const glued = `${text}${token}`;
  // where a word is right, a hyphen may not be
  return /^\w+$/.test(text) ? [glued, ...joined, token] : [...joined, glued, token];
}
