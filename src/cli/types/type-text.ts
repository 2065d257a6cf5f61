/** TypeScript, piece by piece. */

/** So long a type still stands on one line. */
const SHORT = 60;

/** `{ a: string }`, with a line for each member where it is long. */
export function objectText(members: readonly string[]): string {
  if (members.length === 0) return 'Record<string, never>';
  const short = `{ ${members.join('; ')} }`;
  if (short.length <= SHORT && !short.includes('\n')) return short;
  return `{\n${members.map((member) => `  ${indented(member)};`).join('\n')}\n}`;
}

export function memberText(name: string, type: string, isRequired: boolean): string {
  const space = type.startsWith('\n') ? '' : ' ';
  return `${nameText(name)}${isRequired ? '' : '?'}:${space}${type}`;
}

/** A name as a member has it: in quotes where it is no identifier. */
function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

export function unionText(types: readonly string[]): string {
  const distinct = [...new Set(types)].filter((type) => type !== 'never');
  if (distinct.includes('unknown')) return 'unknown';
  return distinct.length === 0 ? 'never' : distinct.join(' | ');
}

export function intersectionText(types: readonly string[]): string {
  const distinct = [...new Set(types)].filter((type) => type !== 'unknown');
  if (distinct.length < 2) return distinct[0] ?? 'unknown';
  return distinct.map((type) => (isUnion(type) ? `(${type})` : type)).join(' & ');
}

export function arrayText(item: string): string {
  return isCombined(item) ? `readonly (${item})[]` : `readonly ${item}[]`;
}

/** What begins a comment's end would end it. */
export function commentText(text: string): string {
  return `/** ${text.replaceAll('*/', '*\\/').replace(/\s+/g, ' ').trim()} */`;
}

export function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/** Whether there is a `|` outside all brackets and texts. */
function isUnion(type: string): boolean {
  return outside(type).includes('|');
}

function isCombined(type: string): boolean {
  return /[|&]|^readonly /.test(outside(type));
}

/** What stands outside brackets and texts. */
function outside(type: string): string {
  let depth = 0;
  let found = '';
  for (const [piece] of type.matchAll(/"(?:[^"\\]|\\.)*"|[\s\S]/g)) {
    if ('([{<'.includes(piece)) depth += 1;
    else if (')]}>'.includes(piece)) depth -= 1;
    else if (depth === 0) found += piece;
  }
  return found;
}
