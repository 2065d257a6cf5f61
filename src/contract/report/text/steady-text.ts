/** What differs from run to run in a sentence about what was found, with what stands for it. The order counts. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/(?<=\/)\d+(?=[/\s]|$)/g, '#'], // the index of an item in a pointer
  [/: found .*?(?=, allowed: |$)/s, ''],
  [/^none by .*$/s, 'none by the texts of an item'],
  [/^one whose (\S+) is .*$/s, 'one whose $1 differs'],
  [/^(?:"|\d).* out of order$/s, 'out of order'],
  [/^([\w$.-]+): [-"[{\dtfn].*$/s, '$1'], // a member and its value
  [/(?<![\w.-])-?\d+(?:\.\d+)? (?=items?\b|bytes\b|pages?\b|characters\b)/g, '# '],
];

/**
 * Returns a text about what was found without what hangs on the data of the target: values, counts and the indices of
 * items. Two runs that see the same fault on other items have the same text.
 */
export function steadyText(found: string): string {
  return CHANGING.reduce((text, [pattern, written]) => text.replace(pattern, written), found);
}
