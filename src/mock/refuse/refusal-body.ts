import { setAt } from '../../base/edit-json.ts';
import { isObject } from '../../base/json.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import { faultEntry, tokensOf, type EntryContent } from './fault-entry.ts';
import type { RefusalContent } from './refusal-content.ts';
import { bareName, isStatus, reasonNameIn, slugOf, STATUS_NAMES } from './refusal-members.ts';

/** The body to fill: a documented example, or a generated body, of which more members are replaced. */
export interface RefusalTemplate {
  readonly body: unknown;
  readonly isGenerated: boolean;
}

/** A change of one place in the body: to the first of the values with which the body fits its schema. */
interface Edit {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
}

/** Writes reason, status and faults into the members of the template that are for them, as far as the schema allows. */
export function writeRefusalBody(
  template: RefusalTemplate,
  content: RefusalContent,
  fits: (body: unknown) => boolean,
): unknown {
  if (typeof template.body === 'string') return reasonExcerpts(content.reason).find(fits) ?? template.body;
  return editsFor(template, content).reduce<unknown>((body, { path, values }) => {
    for (const value of values) {
      const candidate = setAt(body, path, value);
      if (fits(candidate)) return candidate;
    }
    return body;
  }, template.body);
}

/** Names of members that hold a list or a map of faults. */
const FAULT_LISTS = /(errors?|details?|violations|issues|causes|reasons|messages|invalidparams|fields)$/;

function editsFor(template: RefusalTemplate, content: RefusalContent): readonly Edit[] {
  const { isGenerated } = template;
  const { lists, maps, reason, others } = placesIn(template);
  return [
    ...lists.map(({ path, list }) => faultListEdit(path, list, { ...content, isGenerated })),
    ...maps.flatMap(({ path, object }) => faultMapEdits(path, object, content)),
    ...others.flatMap((edit) => edit(content)),
    ...(reason === undefined ? [] : [{ path: reason, values: reasonExcerpts(content.reason) }]),
  ];
}

/** The places of a template that are filled, by what they are for. */
const placesIn = weaklyMemoised(({ body, isGenerated }: RefusalTemplate) => {
  const places = objectsIn(body, []);
  const holder = places.find(({ object }) => reasonNameIn(object) !== undefined);
  const name = holder && reasonNameIn(holder.object);
  return {
    lists: listsIn(body, []),
    maps: places.filter(({ path, object }) => isFaultMap(path, object)),
    reason: holder && name !== undefined ? [...holder.path, name] : undefined,
    others: places.flatMap(({ path, object }) =>
      Object.keys(object)
        .filter((key) => path !== holder?.path || key !== name)
        .flatMap((key) => statusAndTitleEdit([...path, key], object[key], isGenerated) ?? []),
    ),
  };
});

interface PlacedObject {
  readonly path: readonly string[];
  readonly object: Readonly<Record<string, unknown>>;
}

/** Members are looked for in objects down to this depth. */
const MAX_DEPTH = 2;

/** Returns the object and the objects in it, outer ones first; not those in lists. */
function objectsIn(value: unknown, path: readonly string[]): readonly PlacedObject[] {
  if (!isObject(value) || path.length > MAX_DEPTH) return [];
  const inner = Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    objectsIn(member, [...path, name]),
  );
  return [{ path, object: value }, ...inner.toSorted((left, right) => left.path.length - right.path.length)];
}

interface PlacedList {
  readonly path: readonly string[];
  readonly list: readonly unknown[];
}

/** Returns the lists of faults in a body: the body itself, or members that are called like one. */
function listsIn(value: unknown, path: readonly string[]): readonly PlacedList[] {
  const last = path.at(-1);
  if (Array.isArray(value))
    return last === undefined || FAULT_LISTS.test(bareName(last)) ? [{ path, list: value }] : [];
  if (!isObject(value) || path.length > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    listsIn(member, [...path, name]),
  );
}

/** Replaces a list by an entry for each fault, in the shape of its first entry. */
function faultListEdit(path: readonly string[], list: readonly unknown[], content: EntryContent): Edit {
  const faults =
    content.faults.length > 0
      ? content.faults
      : [{ where: '', pointer: '', keyword: '', sentence: content.reason }];
  const entries = faults.map((fault) => faultEntry(list[0], fault, content));
  return { path, values: [entries, entries.slice(0, 1)] };
}

/** Replaces an object of texts, or of lists of texts, by the sentences of the faults, by field. */
function faultMapEdits(
  path: readonly string[],
  object: Readonly<Record<string, unknown>>,
  content: RefusalContent,
): readonly Edit[] {
  if (content.faults.length === 0) return [];
  const isOfLists = Array.isArray(Object.values(object)[0]);
  const entries = content.faults.map((fault): [string, unknown] => [
    tokensOf(fault).join('.') || fault.where,
    isOfLists ? [fault.sentence] : fault.sentence,
  ]);
  return [{ path, values: [Object.fromEntries(entries)] }];
}

/** True for an object of texts, or of lists of texts, that is called like a map of faults. */
function isFaultMap(path: readonly string[], object: PlacedObject['object']): boolean {
  const values = Object.values(object);
  return (
    FAULT_LISTS.test(bareName(path.at(-1) ?? '')) &&
    values.length > 0 &&
    (values.every((value) => typeof value === 'string') || values.every((value) => Array.isArray(value))) &&
    reasonNameIn(object) === undefined
  );
}

/** Sets the status; in a generated body also title, code and type, which have random values there. */
function statusAndTitleEdit(
  path: readonly string[],
  value: unknown,
  isGenerated: boolean,
): ((content: RefusalContent) => Edit) | undefined {
  const name = bareName(path.at(-1) ?? '');
  if (typeof value === 'number') {
    const holdsStatus = STATUS_NAMES.test(name) && (isGenerated || isStatus(value));
    return holdsStatus ? ({ status }) => ({ path, values: [status] }) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (STATUS_NAMES.test(name) && /^[45]\d\d$/.test(value))
    return ({ status }) => ({ path, values: [String(status)] });
  if (!isGenerated) return undefined;
  if (/^(title|error|name|summary|status|statustext|statusmessage)$/.test(name))
    return ({ title, status }) => ({ path, values: [title, String(status)] });
  if (/^(code|errorcode|errorname|reason|kind)$/.test(name)) {
    return ({ title, status }) => {
      const word = slugOf(title);
      return { path, values: [word, word.toUpperCase(), String(status)] };
    };
  }
  return name === 'type' ? () => ({ path, values: ['about:blank'] }) : undefined;
}

/** Returns the whole reason, then its beginnings, for schemas with a `maxLength`. */
function reasonExcerpts(reason: string): readonly string[] {
  return [reason, ...[250, 100, 50, 20].map((length) => reason.slice(0, length))];
}
