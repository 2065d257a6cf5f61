/** An object type of at most this many characters is written on one line. */
const MAX_INLINE_LENGTH = 60;

/** Returns an object type such as `{ a: string }`, with a line for each member when it is long. */
export function objectText(members: readonly string[]): string {
  if (members.length === 0) return 'Record<string, never>';
  const inline = `{ ${members.join('; ')} }`;
  if (inline.length <= MAX_INLINE_LENGTH && !inline.includes('\n')) return inline;
  return `{\n${members.map((member) => `  ${indented(member)};`).join('\n')}\n}`;
}

export function memberText(name: string, type: string, isRequired: boolean): string {
  const space = type.startsWith('\n') ? '' : ' ';
  return `${nameText(name)}${isRequired ? '' : '?'}:${space}${type}`;
}

/** Returns a member's name, in quotes when it is not an identifier. */
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

/** Returns a doc comment. An end of a comment inside the text is escaped. */
export function commentText(text: string): string {
  return `/** ${text.replaceAll('*/', '*\\/').replace(/\s+/g, ' ').trim()} */`;
}

export function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/** Tells whether a type is a union: it has a `|` outside all brackets and string literals. */
function isUnion(type: string): boolean {
  return outerText(type).includes('|');
}

/** Tells whether a type needs parentheses as the item type of an array. */
function isCombined(type: string): boolean {
  return /[|&]|^readonly /.test(outerText(type));
}

/** Returns a type's text without everything in brackets and string literals. */
function outerText(type: string): string {
  let depth = 0;
  let text = '';
  for (const [piece] of type.matchAll(/"(?:[^"\\]|\\.)*"|[\s\S]/g)) {
    if ('([{<'.includes(piece)) depth += 1;
    else if (')]}>'.includes(piece)) depth -= 1;
    else if (depth === 0) text += piece;
  }
  return text;
}
