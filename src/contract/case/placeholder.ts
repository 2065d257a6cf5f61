/** `{{name}}` in a planned request stands for the value that an earlier step binds under that name. */
const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

/** Writes the placeholder of a bound value. */
export function placeholder(name: string): string {
  return `{{${name}}}`;
}

/** Returns the name of a text that is one placeholder and nothing else; undefined for any other text. */
export function placeholderName(text = ''): string | undefined {
  const [name] = placeholderNames(text);
  return name !== undefined && text === placeholder(name) ? name : undefined;
}

/** Returns the names of the placeholders in a text, in their order. */
export function placeholderNames(text: string): readonly string[] {
  return text.includes('{{') ? [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name) : [];
}

/** Replaces the placeholders in a text; those for which `valueOf` returns undefined stay as they are. */
export function replacePlaceholders(text: string, valueOf: (name: string) => string | undefined): string {
  return text.includes('{{')
    ? text.replace(PLACEHOLDER, (whole, name: string) => valueOf(name) ?? whole)
    : text;
}
