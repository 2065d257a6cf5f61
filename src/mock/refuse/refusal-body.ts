import { setAt } from '../../base/edit-json.ts';
import { isObject } from '../../base/json.ts';

/** What a refusal has to say. */
interface RefusalWords {
  readonly status: number;
  readonly title: string;
  readonly reason: string;
  /** What is wrong, one by one. */
  readonly faults: readonly RefusalFault[];
}

interface RefusalFault {
  /** The part of the request: `query`, `body`, … */
  readonly where: string;
  readonly pointer: string;
  readonly keyword: string;
  readonly sentence: string;
}

/** A documented body, or one that was drawn from the schema: of that, nothing is true yet. */
interface RefusalBase {
  readonly body: unknown;
  readonly isDrawn: boolean;
}

/** One change; the first of the values counts that fits the schema. */
interface Edit {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
}

/** The body with the real reason, status and faults wherever it has a place for them and the schema allows it. */
export function wordedBody(
  base: RefusalBase,
  words: RefusalWords,
  fits: (body: unknown) => boolean,
): unknown {
  if (typeof base.body === 'string') return wordedText(words.reason).find(fits) ?? base.body;
  return editsFor(base, words).reduce<unknown>((body, { path, values }) => {
    const candidates = values.map((value) => setAt(body, path, value));
    return candidates.find(fits) ?? body;
  }, base.body);
}

/** Where platforms put the reason, the likeliest first. */
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

const LISTS = /(errors?|details?|violations|issues|causes|reasons|messages|invalidparams|fields)$/;

const FIELD_NAMES =
  /^(field|fieldname|param|parameter|property|path|propertypath|name|attribute|target|key)$/;

function editsFor({ body, isDrawn }: RefusalBase, words: RefusalWords): readonly Edit[] {
  const places = objectsIn(body, []);
  const lists = listsIn(body, []).map(({ path, list }) => listEdit(path, list, { ...words, isDrawn }));
  const maps = places.flatMap(({ path, object }) => mapEdits(path, object, words));
  const holder = places.find(({ object }) => reasonNameIn(object) !== undefined);
  const name = holder && reasonNameIn(holder.object);
  const reason =
    holder && name !== undefined ? [{ path: [...holder.path, name], values: wordedText(words.reason) }] : [];
  const others = places.flatMap(({ path, object }) =>
    Object.keys(object)
      .filter((key) => path !== holder?.path || key !== name)
      .flatMap((key) => factEdits([...path, key], object[key], isDrawn, words)),
  );
  return [...lists, ...maps, ...others, ...reason];
}

interface PlacedObject {
  readonly path: readonly string[];
  readonly object: Readonly<Record<string, unknown>>;
}

/** How deep bodies are looked into. */
const DEEPEST = 2;

/** The object itself, then those in it; not those in lists. */
function objectsIn(value: unknown, path: readonly string[]): readonly PlacedObject[] {
  if (!isObject(value) || path.length > DEEPEST) return [];
  const inner = Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
    objectsIn(one, [...path, name]),
  );
  return [{ path, object: value }, ...inner.toSorted((left, right) => left.path.length - right.path.length)];
}

interface PlacedList {
  readonly path: readonly string[];
  readonly list: readonly unknown[];
}

function listsIn(value: unknown, path: readonly string[]): readonly PlacedList[] {
  const last = path.at(-1);
  if (Array.isArray(value))
    return last === undefined || LISTS.test(plain(last)) ? [{ path, list: value }] : [];
  if (!isObject(value) || path.length > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) => listsIn(one, [...path, name]));
}

interface EntryWords extends RefusalWords {
  readonly isDrawn: boolean;
}

/** An entry for each fault, made like the first one that is there. */
function listEdit(path: readonly string[], list: readonly unknown[], words: EntryWords): Edit {
  const faults =
    words.faults.length > 0
      ? words.faults
      : [{ where: '', pointer: '', keyword: '', sentence: words.reason }];
  const entries = faults.map((fault) => entryFor(list[0], fault, words));
  return { path, values: [entries, entries.slice(0, 1)] };
}

function entryFor(model: unknown, fault: RefusalFault, words: EntryWords): unknown {
  if (!isObject(model)) return fault.sentence;
  const name = reasonNameIn(model);
  const entries = Object.entries(model).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (key === name) return [key, fault.sentence];
    if (Array.isArray(value) && /^(loc|path|location)$/.test(plain(key)))
      return [key, [fault.where, ...tokensOf(fault)]];
    if (isObject(value)) return [key, entryFor(value, fault, words)];
    if (typeof value !== 'string')
      return [key, STATUS_NAMES.test(plain(key)) && isStatus(value) ? words.status : value];
    return [key, entryFact(plain(key), fault, words) ?? value];
  });
  return Object.fromEntries(entries);
}

/** What a text of that name says of a fault. */
function entryFact(name: string, fault: RefusalFault, words: EntryWords): string | undefined {
  if (FIELD_NAMES.test(name)) return tokensOf(fault).join('.') || fault.where;
  if (/^(pointer|instancepath)$/.test(name)) return fault.pointer;
  if (/^(in|where|location|locationtype)$/.test(name)) return fault.where;
  if (name === 'status') return String(words.status);
  if (!words.isDrawn) return undefined;
  if (/^(type|rule|keyword|constraint)$/.test(name)) return fault.keyword || slugOf(words.title);
  if (/^(code|errorcode)$/.test(name)) return slugOf(words.title);
  return name === 'title' ? words.title : undefined;
}

function tokensOf({ pointer }: RefusalFault): readonly string[] {
  return pointer.split('/').filter((token) => token !== '');
}

/** Sentences by field, where the body has a map for them. */
function mapEdits(
  path: readonly string[],
  object: Readonly<Record<string, unknown>>,
  words: RefusalWords,
): readonly Edit[] {
  const values = Object.values(object);
  const isMap =
    LISTS.test(plain(path.at(-1) ?? '')) &&
    values.length > 0 &&
    (values.every((value) => typeof value === 'string') || values.every((value) => Array.isArray(value)));
  if (!isMap || words.faults.length === 0 || reasonNameIn(object) !== undefined) return [];
  const isOfLists = Array.isArray(values[0]);
  const entries = words.faults.map((fault): [string, unknown] => [
    tokensOf(fault).join('.') || fault.where,
    isOfLists ? [fault.sentence] : fault.sentence,
  ]);
  return [{ path, values: [Object.fromEntries(entries)] }];
}

/** The status, and, in a drawn body, what would otherwise be made up. */
function factEdits(
  path: readonly string[],
  value: unknown,
  isDrawn: boolean,
  { status, title }: RefusalWords,
): readonly Edit[] {
  const name = plain(path.at(-1) ?? '');
  if (typeof value === 'number') {
    const isMeant = STATUS_NAMES.test(name) && (isDrawn || isStatus(value));
    return isMeant ? [{ path, values: [status] }] : [];
  }
  if (typeof value !== 'string') return [];
  if (STATUS_NAMES.test(name) && /^[45]\d\d$/.test(value)) return [{ path, values: [String(status)] }];
  if (!isDrawn) return [];
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
  return REASON_NAMES.map((wanted) => names.find((name) => plain(name) === wanted)).find(
    (name) => name !== undefined,
  );
}

function isStatus(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value < 600;
}

/** The whole reason, else as much of it as there is room for. */
function wordedText(reason: string): readonly string[] {
  return [reason, ...[250, 100, 50, 20].map((length) => reason.slice(0, length))];
}

function plain(name: string): string {
  return name.replace(/[_\-$]/g, '').toLowerCase();
}
