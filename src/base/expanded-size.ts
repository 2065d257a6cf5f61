/**
 * Counts the values of a document with each YAML alias written out in full; infinite where a value contains itself.
 * Takes linear time, and no stack.
 */
export function expandedSize(document: unknown): number {
  const sizes = new Map<object, number>();
  const open: Open[] = [];
  let total = enter(document, sizes, open);
  while (open.length > 0) {
    const top = open[open.length - 1] as Open;
    const child = top.children.pop();
    if (child !== undefined) {
      top.size += enter(child, sizes, open);
      continue;
    }
    open.pop();
    sizes.set(top.node, top.size);
    const parent = open[open.length - 1];
    if (parent === undefined) total = top.size;
    else parent.size += top.size;
  }
  return total;
}

/** A value whose members are being counted. */
interface Open {
  readonly node: object;
  readonly children: object[];
  size: number;
}

/** Returns the size of a value if it is known; otherwise 0, and puts the value on the stack, to be added later. */
function enter(value: unknown, sizes: Map<object, number>, open: Open[]): number {
  if (typeof value !== 'object' || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  sizes.set(value, Infinity); // until it is counted: only its own descendants can meet it before
  const values = Object.values(value) as unknown[];
  const children = values.filter((child) => typeof child === 'object' && child !== null);
  open.push({ node: value, children, size: 1 + values.length - children.length });
  return 0;
}
