/** A text as it was sent, and as it was planned. */
export interface Form {
  readonly sent: string;
  readonly planned: string;
}

/** Returns the whole words in which the two texts differ, without what they share before and after them. */
export function differingPart(sent: string, planned: string): Form {
  const most = Math.min(sent.length, planned.length);
  let start = 0;
  while (start < most && sent[start] === planned[start]) start += 1;
  while (start > 0 && isWord(sent[start - 1])) start -= 1;
  let end = 0;
  while (end < most - start && sent.at(-1 - end) === planned.at(-1 - end)) end += 1;
  while (end > 0 && isWord(sent.at(-end))) end -= 1;
  return { sent: sent.slice(start, sent.length - end), planned: planned.slice(start, planned.length - end) };
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}
