import { isMembers } from './json-schema.ts';
import { Refusal, type Request } from './message.ts';
import type { Reader } from './read-parameters.ts';

type Members = Readonly<Record<string, unknown>>;

/** Decodes the body of a request. @throws Refusal for a wrong media type, and for a body that cannot be decoded */
export function readBody(request: Request, content: Members, reader: Reader): unknown {
  const contentType = request.headers['content-type'] ?? '';
  const mediaType = contentType.replace(/;.*$/s, '').trim().toLowerCase();
  if (!Object.hasOwn(content, mediaType))
    throw new Refusal(415, `not ${contentType || 'without a content type'}`);
  const schema = reader.validator.resolve((content[mediaType] as Members)['schema']);
  if (mediaType === 'application/x-www-form-urlencoded') return readForm(request, schema, reader);
  if (mediaType === 'multipart/form-data') return readParts(request, contentType, schema);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body)) as unknown;
  } catch {
    throw new Refusal(400, 'no JSON');
  }
}

function readForm({ body }: Request, schema: Members, { validator, typed }: Reader): unknown {
  const pairs = new URLSearchParams(new TextDecoder().decode(body));
  const properties = isMembers(schema['properties']) ? schema['properties'] : {};
  return Object.fromEntries(
    [...new Set(pairs.keys())].map((name) => {
      const property = validator.resolve(properties[name]);
      const texts = pairs.getAll(name);
      if (property['type'] !== 'array')
        return [name, texts.length > 1 ? texts : typed(texts[0] ?? '', property, validator)];
      const item = validator.resolve(property['items']);
      return [name, texts.map((text) => typed(text, item, validator))];
    }),
  );
}

/** Returns the parts of a multipart body by their names. Parts with a JSON content type are decoded. */
function readParts({ body }: Request, contentType: string, schema: Members): unknown {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new Refusal(400, 'no boundary');
  const text = Buffer.from(body).toString('latin1');
  const parts = text.split(`--${boundary}`).slice(1, -1);
  if (!text.includes(`--${boundary}--`)) throw new Refusal(400, 'no end');
  const properties = isMembers(schema['properties']) ? schema['properties'] : {};
  return Object.fromEntries(
    parts.map((part) => {
      const end = part.indexOf('\r\n\r\n');
      const [head, raw] = [part.slice(0, end), part.slice(end + 4).replace(/\r\n$/, '')];
      const name = /name="([^"]*)"/.exec(head)?.[1] ?? '';
      const utf8 = Buffer.from(raw, 'latin1').toString('utf8');
      const isJson =
        /content-type:\s*application\/json/i.test(head) ||
        (properties[name] as Members | undefined)?.['type'] === 'object';
      if (!isJson) return [name, name === 'file' ? raw : utf8];
      try {
        return [name, JSON.parse(utf8) as unknown];
      } catch {
        return [name, utf8];
      }
    }),
  );
}
