import { escapeXml } from '../../../../base/text/xml-escape.ts';
import { printable } from '../../text/printable.ts';

/** Markup that is safe to stand in a page. Only `html` makes it. */
export interface Html {
  readonly markup: string;
}

/** What can be put into a template: texts are escaped, lists are joined, and nothing stands for `undefined`. */
export type Part = Html | string | number | undefined | readonly Part[];

/** Writes markup. Whatever is put into it is escaped, also between the double quotes of an attribute, unless `html` made it. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = '', ...others] = texts;
  return { markup: first + others.map((text, index) => markupOf(parts[index]) + text).join('') };
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeXml(withoutControls(part));
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
}

/** Lines and tabs stay; what else could change the reading direction, or cannot be seen, is written out. */
function withoutControls(text: string): string {
  return text.replace(/[^\n\t]+/g, printable);
}
