import { printable, shortened } from '../../contract/report/text/printable.ts';

/** Returns a text in which what cannot be seen, or would change the reading direction, is written out. Lines and tabs stay. */
export function visible(text: string): string {
  return text.replace(/[^\n\t]+/g, printable);
}

/** Returns the start of a text in one line. */
export function inOneLine(text: string, most = 300): string {
  return printable(shortened(text, most));
}
