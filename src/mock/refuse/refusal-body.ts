import { setAt } from '../../base/edit-json.ts';
import { isObject } from '../../base/json.ts';

/** The content of a refusal: its body says this in the members that it has. */
export interface RefusalContent {
  readonly status: number;
  readonly title: string;
  readonly reason: string;
  /** The faults of the request, one by one; empty when there is only a reason. */
  readonly faults: readonly RefusalFault[];
}

/** One fault of a request. */
export interface RefusalFault {
  /** The part of the request: `query`, `body`, … */
  readonly where: string;
  /** JSON Pointer into that part. */
  readonly pointer: string;
  /** The keyword of the schema that is broken. */
  readonly keyword: string;
  readonly sentence: string;
}

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
    const candidates = values.map((value) => setAt(body, path, value));
    return candidates.find(fits) ?? body;
  }, template.body);
}

/** Names of members that hold the reason, as `bareName` writes them, the likeliest first. */
const REASON_NAMES = [
  'message',
  'msg',
  'err',
  'errormessage',
  'errormsg',
  'detail',
  'errordescription',
  'reason',
  'description',
  'details',
  'error',
  'text',
  'faultstring',
  'title',
];

const STATUS_NAMES = /^(status|statuscode|httpstatus|httpstatuscode|httpcode|code|errorcode)$/;

const FAULT_LISTS = /(errors?|details?|violations|issues|causes|reasons|messages|invalidparams|fields)$/;

const FIELD_NAMES =
  /^(field|fieldname|param|parameter|property|path|propertypath|name|attribute|target|key)$/;

function editsFor({ body, isGenerated }: RefusalTemplate, content: RefusalContent): readonly Edit[] {
  const places = objectsIn(body, []);
  const lists = listsIn(body, []).map(({ path, list }) =>
    faultListEdit(path, list, { ...content, isGenerated }),
  );
  const maps = places.flatMap(({ path, object }) => faultMapEdits(path, object, content));
  const holder = places.find(({ object }) => reasonNameIn(object) !== undefined);
  const name = holder && reasonNameIn(holder.object);
  const reason =
    holder && name !== undefined
      ? [{ path: [...holder.path, name], values: reasonExcerpts(content.reason) }]
      : [];
  const others = places.flatMap(({ path, object }) =>
    Object.keys(object)
      .filter((key) => path !== holder?.path || key !== name)
      .flatMap((key) => statusAndTitleEdits([...path, key], object[key], isGenerated, content)),
  );
  return [...lists, ...maps, ...others, ...reason];
}

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

interface EntryContent extends RefusalContent {
  readonly isGenerated: boolean;
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

function faultEntry(model: unknown, fault: RefusalFault, content: EntryContent): unknown {
  if (!isObject(model)) return fault.sentence;
  const name = reasonNameIn(model);
  const entries = Object.entries(model).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (key === name) return [key, fault.sentence];
    if (Array.isArray(value) && /^(loc|path|location)$/.test(bareName(key)))
      return [key, [fault.where, ...tokensOf(fault)]];
    if (isObject(value)) return [key, faultEntry(value, fault, content)];
    if (typeof value !== 'string')
      return [key, STATUS_NAMES.test(bareName(key)) && isStatus(value) ? content.status : value];
    return [key, faultText(bareName(key), fault, content) ?? value];
  });
  return Object.fromEntries(entries);
}

/** Returns the text for a member of a fault's entry, by its bare name; undefined when the member keeps its value. */
function faultText(name: string, fault: RefusalFault, content: EntryContent): string | undefined {
  if (FIELD_NAMES.test(name)) return tokensOf(fault).join('.') || fault.where;
  if (/^(pointer|instancepath)$/.test(name)) return fault.pointer;
  if (/^(in|where|location|locationtype)$/.test(name)) return fault.where;
  if (name === 'status') return String(content.status);
  if (!content.isGenerated) return undefined;
  if (/^(type|rule|keyword|constraint)$/.test(name)) return fault.keyword || slugOf(content.title);
  if (/^(code|errorcode)$/.test(name)) return slugOf(content.title);
  return name === 'title' ? content.title : undefined;
}

function tokensOf({ pointer }: RefusalFault): readonly string[] {
  return pointer.split('/').filter((token) => token !== '');
}

/** Replaces an object of texts, or of lists of texts, by the sentences of the faults, by field. */
function faultMapEdits(
  path: readonly string[],
  object: Readonly<Record<string, unknown>>,
  content: RefusalContent,
): readonly Edit[] {
  const values = Object.values(object);
  const isMap =
    FAULT_LISTS.test(bareName(path.at(-1) ?? '')) &&
    values.length > 0 &&
    (values.every((value) => typeof value === 'string') || values.every((value) => Array.isArray(value)));
  if (!isMap || content.faults.length === 0 || reasonNameIn(object) !== undefined) return [];
  const isOfLists = Array.isArray(values[0]);
  const entries = content.faults.map((fault): [string, unknown] => [
    tokensOf(fault).join('.') || fault.where,
    isOfLists ? [fault.sentence] : fault.sentence,
  ]);
  return [{ path, values: [Object.fromEntries(entries)] }];
}

/** Sets the status; in a generated body also title, code and type, which have random values there. */
function statusAndTitleEdits(
  path: readonly string[],
  value: unknown,
  isGenerated: boolean,
  { status, title }: RefusalContent,
): readonly Edit[] {
  const name = bareName(path.at(-1) ?? '');
  if (typeof value === 'number') {
    const holdsStatus = STATUS_NAMES.test(name) && (isGenerated || isStatus(value));
    return holdsStatus ? [{ path, values: [status] }] : [];
  }
  if (typeof value !== 'string') return [];
  if (STATUS_NAMES.test(name) && /^[45]\d\d$/.test(value)) return [{ path, values: [String(status)] }];
  if (!isGenerated) return [];
  if (/^(title|error|name|summary|status|statustext|statusmessage)$/.test(name))
    return [{ path, values: [title, String(status)] }];
  if (/^(code|errorcode|errorname|reason|kind)$/.test(name)) {
    const word = slugOf(title);
    return [{ path, values: [word, word.toUpperCase(), String(status)] }];
  }
  return name === 'type' ? [{ path, values: ['about:blank'] }] : [];
}

function slugOf(title: string): string {
  return title.toLowerCase().replace(/\W+/g, '_');
}

function reasonNameIn(object: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(object).filter((name) => typeof object[name] === 'string');
  return REASON_NAMES.map((wanted) => names.find((name) => bareName(name) === wanted)).find(
    (name) => name !== undefined,
  );
}

function isStatus(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value < 600;
}

/** Returns the whole reason, then its beginnings, for schemas with a `maxLength`. */
function reasonExcerpts(reason: string): readonly string[] {
  return [reason, ...[250, 100, 50, 20].map((length) => reason.slice(0, length))];
}

/** Returns a name in lower case, without `_`, `-` and `$`. */
function bareName(name: string): string {
  return name.replace(/[_\-$]/g, '').toLowerCase();
}
