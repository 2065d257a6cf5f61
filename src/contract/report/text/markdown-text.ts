import { printable, shortened } from './printable.ts';

/** Writes a text so that it is shown as it is: nothing of it is markup, or HTML. */
export function plain(text: string): string {
  return printable(text).replace(
    /[\\`*_{}[\]()#+!|~@&<>"-]/g,
    (character) => `&#${character.codePointAt(0)};`,
  );
}

/** Writes a text as code in a line, between more backticks than it has in a row. */
export function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  return `${fence} ${printable(text)} ${fence}`;
}

/** Writes lines as a block of code. */
export function fenced(text: string, most = 4_000): string {
  const lines = shortened(text, most).split('\n').map(printable);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [fence, ...lines, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
