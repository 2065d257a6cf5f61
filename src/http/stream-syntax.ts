import type { MediaRange } from './media-type.ts';

/** How the items of a stream are told apart: a JSON text a line, by record separators (RFC 7464), or as server-sent events. */
export type StreamSyntax = 'jsonLines' | 'jsonSequence' | 'events';

const JSON_LINES = ['jsonl', 'ndjson', 'x-ndjson', 'jsonlines', 'x-jsonlines', 'json-lines', 'x-jsonl'];

/** Returns the syntax of a media type that carries a sequence of items which may go on for ever; undefined for others. */
export function streamSyntaxOf({ subtype }: MediaRange): StreamSyntax | undefined {
  if (JSON_LINES.includes(subtype)) return 'jsonLines';
  if (/(?:^|\+)json-seq$/.test(subtype)) return 'jsonSequence';
  return subtype === 'event-stream' ? 'events' : undefined;
}
