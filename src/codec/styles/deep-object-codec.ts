import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { givenTwice, MalformedText } from '../../http/malformed-text.ts';
import type { Escaping } from '../../http/percent-encoding.ts';
import type { RawPair } from '../../http/raw-parameters.ts';
import { nameOf } from './pairs-codec.ts';
import { isComposite, readTexts, writeText, writtenMembers } from './value-text.ts';

/** Limits nesting. */
const MAX_DEPTH = 100;

/**
 * Writes `color[R]=100&color[G]=200`. Deeper values, which OpenAPI leaves undefined, are written as `a[b][c]=1`, arrays
 * as `a[b][]=1&a[b][]=2`, with an index where the items are objects or arrays.
 */
export function encodeDeepObject(name: string, value: unknown, escaping: Escaping): RawPair[] {
  if (Array.isArray(value)) {
    const isFlat = !value.some(isComposite);
    return value.flatMap((item, index) =>
      encodeDeepObject(`${name}[${isFlat ? '' : index}]`, item, escaping),
    );
  }
  if (isComposite(value)) {
    return writtenMembers(value).flatMap(([key, member]) =>
      encodeDeepObject(`${name}[${key}]`, member, escaping),
    );
  }
  return [{ name: escaping.encodePiece(name), value: escaping.encode(writeText(value)) }];
}

/** Reads a value; undefined where none of the pairs belongs to it. @throws MalformedText */
export function decodeDeepObject(
  pairs: readonly RawPair[],
  name: string,
  shape: ValueShape,
  escaping: Escaping,
): { readonly value: unknown } | undefined {
  const root = newBranch();
  for (const pair of pairs) {
    const keys = keysOf(nameOf(pair, escaping), name);
    if (keys !== undefined) branchAt(root, keys).texts.push(escaping.decode(pair.value));
  }
  return root.texts.length === 0 && root.children.size === 0 ? undefined : { value: readBranch(root, shape) };
}

interface Branch {
  readonly texts: string[];
  readonly children: Map<string, Branch>;
}

function newBranch(): Branch {
  return { texts: [], children: new Map() };
}

/** Returns the keys in a name: `b` and `c` for `a[b][c]` below `a`; undefined for names of other parameters. */
function keysOf(pairName: string, name: string): string[] | undefined {
  if (!pairName.startsWith(name)) return undefined;
  const rest = pairName.slice(name.length);
  if (!/^(?:\[[^[\]]*\])*$/.test(rest)) return undefined;
  const keys = rest === '' ? [] : rest.slice(1, -1).split('][');
  if (keys.length > MAX_DEPTH)
    throw new MalformedText('style', `must NOT be deeper than ${MAX_DEPTH} levels`);
  return keys;
}

function branchAt(root: Branch, keys: readonly string[]): Branch {
  return keys.reduce((branch, key) => {
    const known = branch.children.get(key);
    if (known !== undefined) return known;
    const added = newBranch();
    branch.children.set(key, added);
    return added;
  }, root);
}

function readBranch({ texts, children }: Branch, shape: ValueShape): unknown {
  if (children.size === 0) return readTexts(texts, shape);
  if (texts.length > 0) throw new MalformedText('style', 'must be given either as a whole or by its parts');
  if (!isArrayBranch([...children.keys()], shape)) return readObjectBranch(children, shape);
  return [...children]
    .toSorted(([left], [right]) => Number(left) - Number(right))
    .flatMap(([key, child]) => (key === '' ? itemsOf(child) : [child]))
    .map((child, index) => readBranch(child, shape.item(index)));
}

/** Empty brackets and numbers mean an array, unless only an object is allowed; numbers may also be an object's keys. */
function isArrayBranch(keys: readonly string[], shape: ValueShape): boolean {
  if (!shape.allowsArray || !keys.every((key) => /^(?:|0|[1-9]\d{0,8})$/.test(key))) return false;
  if (!shape.allowsObject) return true;
  return keys.every((key) => key === '') || keys.every((key) => Number(key) < keys.length);
}

/** Returns the items of `a[]=1&a[]=2`, one for each text. */
function itemsOf({ texts, children }: Branch): Branch[] {
  if (children.size === 0) return texts.map((text) => ({ texts: [text], children: new Map() }));
  if (texts.length > 0) throw givenTwice();
  return [{ texts, children }];
}

function readObjectBranch(children: ReadonlyMap<string, Branch>, shape: ValueShape): object {
  const entries = [...children].map(([key, child]): [string, unknown] => [
    key,
    readBranch(child, shape.property(key) ?? ANY_SHAPE),
  ]);
  return Object.fromEntries(entries);
}
