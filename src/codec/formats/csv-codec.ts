import { isObject } from '../../base/json.ts';
import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { MalformedText } from '../../http/malformed-text.ts';
import { readText, writeText } from '../styles/value-text.ts';

/**
 * Writes an array as comma-separated values (RFC 4180): objects below a header line with their members' names, or
 * arrays without a header. A missing member is an empty cell, an empty string a quoted one.
 */
export function encodeCsv(items: readonly unknown[], shape: ValueShape): string {
  if (isOfRows(shape.item(0))) return items.map((row) => line(Array.isArray(row) ? row : [row])).join('');
  const members = items.map((item) => new Map(isObject(item) ? Object.entries(item) : []));
  const names = [...new Set([...shape.item(0).propertyNames, ...members.flatMap((one) => [...one.keys()])])];
  return line(names) + members.map((one) => line(names.map((name) => one.get(name)))).join('');
}

/** Reads comma-separated values. `shape`: that of the array. @throws MalformedText */
export function decodeCsv(text: string, shape: ValueShape): unknown[] {
  const records = recordsOf(text);
  const item = shape.item(0);
  if (isOfRows(item)) return records.map((cells) => cells.map((cell, index) => read(cell, item.item(index))));
  const [header = [], ...rows] = records;
  const names = header.map(({ text: name }) => name);
  if (new Set(names).size < names.length) throw malformed('must name each column once');
  return rows.map((cells, index) => {
    if (cells.length > names.length) throw malformed('must have no more cells than names', `/${index}`);
    const entries = cells.map((cell, column): [string, unknown] => {
      const name = names[column] ?? '';
      return [name, read(cell, item.property(name) ?? ANY_SHAPE)];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  });
}

function isOfRows(item: ValueShape): boolean {
  return item.allowsArray && !item.allowsObject;
}

function line(cells: readonly unknown[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = writeText(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

interface Cell {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** An empty cell is undefined, or `null` where the shape allows it. */
function read({ text, isQuoted }: Cell, shape: ValueShape): unknown {
  if (text === '' && !isQuoted) return shape.isKnown && shape.primitives.includes('null') ? null : undefined;
  return readText(text, shape);
}

/** Matches a cell with its delimiter. A quoted cell may hold any text, with its quotes doubled. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

function recordsOf(text: string): readonly (readonly Cell[])[] {
  const records: Cell[][] = [];
  let record: Cell[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || record.length > 0) {
    const at = CELL.lastIndex;
    const match = CELL.exec(text);
    if (match === null) throw malformed(`must be quoted as RFC 4180 says: character ${at + 1} is not`);
    const [, quoted, plain = '', end] = match;
    record.push({ text: quoted?.replaceAll('""', '"') ?? plain, isQuoted: quoted !== undefined });
    if (end === ',') continue;
    if (!isBlank(record)) records.push(record);
    record = [];
  }
  return records;
}

function isBlank([first, ...others]: readonly Cell[]): boolean {
  return others.length === 0 && first?.text === '' && !first.isQuoted;
}

function malformed(message: string, pointer = ''): MalformedText {
  return new MalformedText('csv', message, pointer);
}
