import { boundedlyMemoised } from '../../base/memoise.ts';

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
  return text.includes('{{') ? readTemplate(text).names : NONE;
}

/** Replaces the placeholders in a text; those for which `valueOf` returns undefined stay as they are. */
export function replacePlaceholders(text: string, valueOf: (name: string) => string | undefined): string {
  if (!text.includes('{{')) return text;
  const { first, names, texts } = readTemplate(text);
  let filled = first;
  for (const [index, name] of names.entries()) {
    filled += `${valueOf(name) ?? placeholder(name)}${texts[index] ?? ''}`;
  }
  return filled;
}

const NONE: readonly string[] = [];

/** A text with placeholders: what is before the first, their names, and what follows each. */
interface Template {
  readonly first: string;
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

/** Reads a text with placeholders. Many requests of a run have the same. */
const readTemplate = boundedlyMemoised((text: string): Template => {
  const [first = '', ...rest] = text.split(PLACEHOLDER);
  return {
    first,
    names: rest.filter((_, index) => index % 2 === 0),
    texts: rest.filter((_, index) => index % 2 === 1),
  };
});
