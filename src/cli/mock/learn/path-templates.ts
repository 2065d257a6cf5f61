import { isObject, members } from '../../../base/json.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { isIdentifierText } from './identifier-text.ts';

/** A path that was asked for, and the value of the JSON response; undefined for any other. */
export interface AskedPath {
  readonly path: string;
  readonly value: unknown;
}

/** A path whose identifiers are parameters: `/users/{userId}`. */
export interface PathTemplate {
  readonly template: string;
  /** By name, in the order of the path, decoded. */
  readonly values: ReadonlyMap<string, string>;
}

/** Members that identify what an object describes. */
const KEYS =
  /^_?(?:id|uuid|guid|slug|key|code|name|handle|login|username|user_?name|sku|number|ref|reference|permalink|email|.*_?id)$/i;

/**
 * Returns a function that finds the template of a path. A segment is a parameter where it looks like an identifier, where
 * the response of its path has it as one (`/posts/first-post` with `"slug": "first-post"`), and where the same segment is
 * one in another path.
 */
export function templatesOf(asked: readonly AskedPath[]): (path: string) => PathTemplate {
  const identified = new Map<string, string>();
  for (const { path, value } of asked) {
    const segments = path.split('/');
    const last = percentDecoded(segments.at(-1) ?? '');
    const member = last === '' ? undefined : keyWith(value, last);
    if (member !== undefined) identified.set(path, member);
  }
  const isFixedVersion = fixedVersions(asked);
  return (path) => {
    const values = new Map<string, string>();
    const template: string[] = [];
    const segments = path.split('/');
    for (const [index, segment] of segments.entries()) {
      const text = percentDecoded(segment);
      const member = identified.get(segments.slice(0, index + 1).join('/'));
      const isParameter =
        segment !== '' && !isFixedVersion(index, segment) && (isIdentifierText(text) || member !== undefined);
      if (!isParameter) {
        template.push(segment.replace(/[{}]/g, encodeURIComponent));
        continue;
      }
      const name = unusedName(parameterName(template, member), values);
      values.set(name, text);
      template.push(`{${name}}`);
    }
    return { template: template.join('/') || '/', values };
  };
}

/** A number at the beginning of all paths is a version, not an identifier: `/2/tweets`. */
function fixedVersions(asked: readonly AskedPath[]): (index: number, segment: string) => boolean {
  const firsts = new Set(asked.map(({ path }) => path.split('/')[1] ?? ''));
  const [only = ''] = firsts;
  return (index, segment) =>
    index === 1 && firsts.size === 1 && segment === only && /^\d{1,2}$/.test(segment);
}

/** Returns the name of the member that has the text as an identifier, also in an envelope. */
function keyWith(value: unknown, text: string): string | undefined {
  if (!isObject(value)) return undefined;
  const own = members(value).find(
    ([name, member]) =>
      (typeof member === 'string' || typeof member === 'number') &&
      KEYS.test(name) &&
      String(member) === text,
  );
  if (own !== undefined) return own[0];
  const objects = members(value).filter(([, member]) => isObject(member));
  const inner = objects.length > 2 ? [] : objects;
  for (const [, member] of inner) {
    const found = members(member).find(
      ([name, one]) => KEYS.test(name) && String(one) === text && typeof one !== 'object',
    );
    if (found !== undefined) return found[0];
  }
  return undefined;
}

/** Returns `userId` for what stands below `/users`, and `userSlug` where a member of that name identifies it. */
function parameterName(before: readonly string[], member: string | undefined): string {
  const above = before.findLast((segment) => segment !== '' && !segment.startsWith('{'));
  const word = camel(singular(above ?? 'item'));
  const key = member === undefined || /id$/i.test(member) ? 'id' : member.replace(/^_/, '');
  const [first = '', ...rest] = camel(key);
  return `${word}${first.toUpperCase()}${rest.join('')}`;
}

function unusedName(name: string, used: ReadonlyMap<string, string>): string {
  let unused = name;
  for (let count = 2; used.has(unused); count += 1) unused = `${name}${count}`;
  return unused;
}

/** Returns a word of a path in the singular. */
export function singular(word: string): string {
  return word
    .replace(/ies$/i, 'y')
    .replace(/(ss|sh|ch|x)es$/i, '$1')
    .replace(/([^s])s$/i, '$1');
}

/** Writes words together: `userGroup` for `user-group`. */
export function camel(text: string): string {
  const words = percentDecoded(text)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const [first = 'item', ...rest] = words;
  const start = /^\d/.test(first) ? `v${first}` : first[0]?.toLowerCase() + first.slice(1);
  return start + rest.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('');
}
