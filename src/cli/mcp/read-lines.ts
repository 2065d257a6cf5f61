import { StringDecoder } from 'node:string_decoder';

/** A line of a stream; `tooLong` for one that was dropped. */
export type Line = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'tooLong' };

/** Reads the lines of a stream. Of one with more than `most` characters, nothing is kept. */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Line, void, undefined> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  const take = (): Line => {
    const line: Line = length > most ? { kind: 'tooLong' } : { kind: 'line', text: parts.join('') };
    parts = [];
    length = 0;
    return line;
  };
  for await (const piece of pieces) {
    const [first = '', ...others] = decoder.write(Buffer.from(piece)).split('\n');
    for (const [index, part] of [first, ...others].entries()) {
      if (index > 0) yield take();
      length += part.length;
      if (length > most) parts = [];
      else parts.push(part);
    }
  }
  if (length > 0) yield take();
}
