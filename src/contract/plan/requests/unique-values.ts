import { replaceAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isIndex, leavesOf, type Leaf } from '../../../base/json-tree.ts';
import { hashOf } from '../../../base/random.ts';
import type { Description } from '../../../description/model/description.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { asWritten, expected } from '../../../description/resources/conventions/convention.ts';
import { IDENTIFYING } from '../../../description/resources/conventions/identifying-names.ts';
import { itemPlaceIn, listPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { generated } from '../../../generate/generate-value.ts';
import { formedText } from '../values/formed-text.ts';
import type { Planning } from './planning.ts';
import { uniqueOfGiven } from './target-data.ts';
import type { Template } from './template.ts';
import { violationsOf } from './valid-template.ts';

/** Members whose values servers want to be unique. */
const NATURAL_KEY = asWritten(expected(IDENTIFYING.naturalKey));

/** True for the name of a member whose values have to be unique. */
export function isNaturalKey(name: string): boolean {
  return NATURAL_KEY.test(name);
}

/** Tells whether a body is as valid, or as wrong, as it was before it was changed. */
type Keeps = (body: unknown) => boolean;

/** Which members of a body get values of their own. */
export interface UniqueOptions {
  /** The members that identify an item, where the client gives them; left to the server where that is possible. */
  readonly keys: readonly string[];
  /** The members that stay as they are. Default: none. */
  readonly kept?: readonly string[];
  /** Of a body that the user gives, the only members that change. */
  readonly given?: readonly string[] | undefined;
  readonly token: string;
  readonly keeps: Keeps;
  /** Returns another body of the same schema, with values that the token decides. */
  readonly fresh: (token: string) => unknown;
}

/**
 * Changes the members that no two items may share, so that names carry the token; where a pattern or a format does not
 * allow that, they are generated anew. In lists, each item gets values of its own.
 */
export function uniqueBody(body: unknown, options: UniqueOptions): unknown {
  const { keys, kept = [], given, token, keeps } = options;
  return keyLeaves(body).reduce<unknown>((current, leaf) => {
    const name = leaf.path.findLast((part) => typeof part === 'string') ?? '';
    const isOurs = given === undefined;
    const isIdentifier = isOurs && keys.includes(name) && leaf.path.length <= MAX_IDENTIFIER_DEPTH;
    const isKey = isOurs ? isIdentifier || isNaturalKey(name) : given.includes(name);
    if (kept.includes(name) || !isKey) return current;
    const own = leaf.path.some((part) => typeof part === 'number')
      ? tokenOf(token, ...leaf.path.map(String))
      : token;
    const candidates = isIdentifier ? otherIdentifiers(leaf.value, own) : otherNames(leaf.value, own, isOurs);
    const pointer = formatPointer(leaf.path);
    const setTo = (value: unknown) => replaceAt(current, pointer, value);
    const readable = candidates.map(setTo).find(keeps);
    if (readable !== undefined) return readable;
    return freshValues(options.fresh, own, leaf).map(setTo).find(keeps) ?? current;
  }, body);
}

/** So many bodies are generated in search of another value of a member. */
const MAX_FRESH = 3;

/** Returns other values of a member, of its own type, as the token decides. */
export function* freshValuesOf(
  fresh: UniqueOptions['fresh'],
  token: string,
  { path, value }: Leaf,
): Generator<unknown, void, void> {
  const inFirst = path.map((part) => (isIndex(part) ? 0 : part)); // other lists may be shorter
  for (let round = 0; round < MAX_FRESH; round += 1) {
    const other = atPointer(fresh(`${token} ${round}`), formatPointer(inFirst));
    if (typeof other === typeof value && other !== value) yield other;
  }
}

function freshValues(fresh: UniqueOptions['fresh'], token: string, leaf: Leaf): readonly unknown[] {
  return typeof leaf.value === 'string' || typeof leaf.value === 'number'
    ? [...freshValuesOf(fresh, token, leaf)]
    : [];
}

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
  const fresh = freshBodies(planning.description, body.mediaType.schema);
  return withBody(
    uniqueBody(body.value, {
      keys: isNew ? keys : [],
      kept: isNew ? [] : keys,
      given: uniqueOfGiven(planning.data, template.operation),
      token,
      keeps,
      fresh,
    }),
  );
}

/** Returns a function that generates bodies of a schema, without its examples: another one for each token. */
export function freshBodies(description: Description, schema: Schema | undefined): UniqueOptions['fresh'] {
  return (token) =>
    schema &&
    generated(description, schema, {
      seed: hashOf(token),
      names: [token],
      direction: 'request',
      isFresh: true,
    });
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

/** Members that lie deeper, lists not counted, are no keys of the item. */
const MAX_DEPTH = 3;

/** An item's identifier stands in it, or in an envelope around it. */
const MAX_IDENTIFIER_DEPTH = 2;

/** Returns the members of a body that may have to differ from those of other items, also those in the items of lists. */
export function keyLeaves(body: unknown): readonly Leaf[] {
  return leavesOf(body).filter(({ path }) => {
    const depth = path.filter((token) => !isIndex(token)).length;
    return typeof path.at(-1) === 'string' && depth <= MAX_DEPTH;
  });
}

/** Left to the server (`undefined`) where it may be; else another of the same kind. */
function otherIdentifiers(value: unknown, token: string): readonly unknown[] {
  const number = 1_000_000 + (hashOf(token) % 1_000_000_000);
  if (typeof value === 'number') return [undefined, number];
  if (typeof value !== 'string') return [undefined];
  const hex = hashOf(token).toString(16).padStart(8, '0');
  return [undefined, ...otherTexts(value, token), `${hex}-${value.slice(9)}`, String(number)];
}

function otherNames(value: unknown, token: string, isOurs: boolean): readonly unknown[] {
  if (typeof value !== 'string') return [];
  return isOurs ? otherTexts(value, token) : [withTokenInside(value, token), ...otherTexts(value, token)];
}

/** The token stands behind the first word: a text that the user gives begins and ends as the target wants it. */
export function withTokenInside(text: string, token: string): string {
  return text.replace(/[\p{L}\d]+|$/u, (word) => `${word}${token}`);
}

/** Returns readable texts with the token in them. */
export function otherTexts(text: string, token: string): readonly string[] {
  if (text.includes('@')) return [`${token}-${text}`, `${token}@example.com`];
  const joined = [`${text}-${token}`, `${text} ${token}`];
  const glued = `${text}${token}`;
  // where a word is right, a hyphen may not be
  if (/^\w+$/.test(text)) return [glued, ...joined, token];
  const formed = formedText(text);
  const inside = formed === undefined ? [] : [`${formed.first}-${token}${formed.rest}`];
  return [...inside, ...joined, glued, token];
}
