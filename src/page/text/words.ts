/** Says what answered a request, in a word for its line, and a sentence. */
export const ANSWERED_BY: Readonly<Record<string, { readonly word: string; readonly sentence: string }>> = {
  behaviour: {
    word: 'behaviour',
    sentence: 'Answered by a behaviour: code that was given for the operation.',
  },
  collection: {
    word: 'collection',
    sentence: 'Answered by the collection that was inferred from the paths and schemas:',
  },
  example: { word: 'example', sentence: 'Answered with an example of the description.' },
  generated: {
    word: 'made up',
    sentence: 'Answered with a value made up from the schema; the same request gets the same one.',
  },
  chosen: { word: 'chosen', sentence: 'Answered with what was chosen for the operation.' },
  fault: { word: 'fault', sentence: 'A fault that is switched on took the place of the response.' },
  login: { word: 'login', sentence: 'Answered by the login server of the mock.' },
  upstream: { word: 'upstream', sentence: 'Answered by another server, to which the request was passed on.' },
  recorded: {
    word: 'recorded',
    sentence: 'Sent as the real server answered the same request, in a recording.',
  },
  refusal: { word: 'refused', sentence: 'The mock refused the request before anything could answer it.' },
  none: { word: 'no operation', sentence: 'No operation has the method and path.' },
};

/** Returns a time of day to the millisecond, as the viewer's clock shows it. */
export function timeOfDay(iso: string): string {
  const time = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1) return `${Math.round(milliseconds * 100) / 100} ms`;
  if (milliseconds < 10) return `${Math.round(milliseconds * 10) / 10} ms`;
  return milliseconds < 10_000
    ? `${Math.round(milliseconds)} ms`
    : `${Math.round(milliseconds / 100) / 10} s`;
}

/** Counts things: `1 item`, `2 items`. */
export function counted(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}
