import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject } from '../../../base/json.ts';
import { isJudged } from './judged-values.ts';

/** The facts of an error that decide whether it holds for the value itself. */
interface Failed {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Validates a decoded value, which may hold values that schemas do not know. An integer that a double cannot hold is
 * replaced by either neighbouring double, which is exact for bounds and formats. Of bytes only their number counts.
 */
export function validateExactly<Failure extends Failed>(
  validate: (value: unknown, exact: ReadonlyMap<string, bigint>) => readonly Failure[],
  value: unknown,
): readonly Failure[] {
  if (isWithoutStandIns(value)) return validate(value, NONE);
  const below = standIn(value, 'below');
  const errors = validate(below.value, below.exact);
  if (below.exact.size === 0 && below.bytes.size === 0) return errors;
  const above = below.exact.size === 0 ? [] : validate(standIn(value, 'above').value, below.exact);
  const isExact = ({ instancePath }: Failed) => below.exact.has(instancePath);
  return [
    ...errors.filter((error) => !(isExact(error) && CHECKED_FROM_ABOVE.includes(error.keyword))),
    ...above.filter((error) => isExact(error) && CHECKED_FROM_ABOVE.includes(error.keyword)),
  ].filter((error) => holds(error, value, below));
}

const NONE: ReadonlyMap<string, bigint> = new Map();

/** True where a number is among the integers of an enumeration, or need not be told from its neighbours. */
export function isAmong(number: unknown, integers: readonly (number | bigint)[]): boolean {
  const isLarge = typeof number === 'bigint' || (Number.isInteger(number) && !Number.isSafeInteger(number));
  return !isLarge || integers.some((integer) => BigInt(integer) === BigInt(number as number | bigint));
}

/** For these keywords the next double above gives the integer's result; for all others the one below does. */
const CHECKED_FROM_ABOVE = ['maximum', 'exclusiveMinimum'];

type Side = 'below' | 'above';

/** A value without integers and bytes that schemas do not know. */
interface StandIn {
  readonly value: unknown;
  /** The integers that were replaced, by JSON Pointer. */
  readonly exact: ReadonlyMap<string, bigint>;
  /** JSON Pointers of the bytes that were replaced. */
  readonly bytes: ReadonlySet<string>;
}

function standIn(value: unknown, side: Side): StandIn {
  const exact = new Map<string, bigint>();
  const bytes = new Set<string>();
  const replace = (node: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof node === 'bigint') {
      exact.set(formatPointer(path), node);
      return neighbour(node, side);
    }
    if (node instanceof Uint8Array) {
      bytes.add(formatPointer(path));
      return bytewise.decode(node);
    }
    if (Array.isArray(node)) return replaceAll(node, (item, index) => replace(item, [...path, index]));
    return isObject(node) ? replaceMembers(node, (member, key) => replace(member, [...path, key])) : node;
  };
  return { value: replace(value, []), exact, bytes };
}

/** Decodes one character per byte, so that counting characters counts bytes. */
const bytewise = new TextDecoder('latin1');

/** True for values that need no stand-in, as nearly all do. */
export function isWithoutStandIns(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value !== 'bigint';
  if (value === null) return true;
  if (isJudged(value)) return true;
  if (value instanceof Uint8Array) return false;
  if (Array.isArray(value)) return value.every(isWithoutStandIns);
  for (const key of Object.keys(value)) {
    if (!isWithoutStandIns((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

function replaceAll(list: readonly unknown[], replace: (item: unknown, index: number) => unknown) {
  return list.map(replace);
}

function replaceMembers(object: object, replace: (member: unknown, key: string) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, replace(member, key)]));
}

/** Returns the double next to an integer, or that integer where a double can hold it. */
function neighbour(exact: bigint, side: Side): number {
  const nearest = Number(exact);
  if (!Number.isFinite(nearest)) return Math.sign(nearest) * Number.MAX_VALUE;
  if (BigInt(nearest) === exact) return nearest;
  const isBelow = BigInt(nearest) < exact;
  if (isBelow === (side === 'below')) return nearest;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, nearest);
  const away = nearest > 0 === (side === 'above');
  bits.setBigInt64(0, bits.getBigInt64(0) + (away ? 1n : -1n));
  return bits.getFloat64(0);
}

/** True where an error about the stand-in also holds for the value. */
function holds(error: Failed, value: unknown, { exact, bytes }: StandIn): boolean {
  const { instancePath, keyword, params } = error;
  if (bytes.has(instancePath))
    return ['minLength', 'maxLength', ...(instancePath === '' ? [] : ['type'])].includes(keyword);
  const integer = exact.get(instancePath);
  if (keyword === 'multipleOf' && integer !== undefined) {
    const factor = params['multipleOf'];
    return typeof factor === 'number' && Number.isSafeInteger(factor) && integer % BigInt(factor) !== 0n;
  }
  if (integer !== undefined && (keyword === 'enum' || keyword === 'const')) {
    return ![params['allowedValues'] ?? params['allowedValue']].flat().includes(Number(integer));
  }
  if (keyword !== 'uniqueItems') return true;
  const item = (index: unknown) => atPointer(value, `${instancePath}/${String(index)}`);
  return equalJson(item(params['i']), item(params['j']));
}
