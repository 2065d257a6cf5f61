/**
 * How many values a document has when each alias is written out in full; infinite where one contains itself.
 * Takes as long as the document is large, and no stack.
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

/** What is known at once of the size of a value; one that is not is put on the stack, and adds its size later. */
function enter(value: unknown, sizes: Map<object, number>, open: Open[]): number {
  if (typeof value !== 'object' || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  sizes.set(value, Infinity); // until it is left: whoever finds it meanwhile is inside it
  const values = Object.values(value) as unknown[];
  const children = values.filter((child) => typeof child === 'object' && child !== null);
  open.push({ node: value, children, size: 1 + values.length - children.length });
  return 0;
}
