/** Escapes a text so that a regular expression matches it literally. */
export function escapedPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Returns a pattern of whole paths: `*` stands for any text within a segment, `**` for any text. */
export function globPattern(glob: string): RegExp {
  const parts = glob.split(/(\*+)/).map((part) => {
    if (part === '*') return '[^/]*';
    return part.startsWith('**') ? '.*' : escapedPattern(part);
  });
  return new RegExp(`^${parts.join('')}$`);
}
