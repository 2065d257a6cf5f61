/** A piece of a JSON text, for its colour. */
export interface JsonToken {
  readonly kind: 'name' | 'text' | 'number' | 'word' | 'other';
  readonly text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

/** Takes an indented JSON text to pieces, whose texts together are the whole. */
export function jsonTokens(json: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    const [whole, string, colon, number] = match;
    if (match.index > end) tokens.push({ kind: 'other', text: json.slice(end, match.index) });
    const kind =
      number !== undefined ? 'number' : string === undefined ? 'word' : colon === undefined ? 'text' : 'name';
    tokens.push({ kind, text: whole });
    end = match.index + whole.length;
  }
  if (end < json.length) tokens.push({ kind: 'other', text: json.slice(end) });
  return tokens;
}
