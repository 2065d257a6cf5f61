import { parseExactJson } from '../../../base/exact-json.ts';
import type { JsonObject } from '../../../base/json.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { textIn } from '../../../codec/archive/har-entry.ts';
import type { ArchivedExchange } from '../../../codec/archive/read-har.ts';
import { essenceOf, isJson, parseMediaType } from '../../../http/media-type.ts';
import { headerValue, type HeaderFields } from '../../../http/message.ts';
import { parseQuery } from '../../../http/raw-parameters.ts';
import { queryOf } from '../../../http/request-target.ts';
import { statusText } from '../../../http/status-text.ts';
import { schemesOf } from './learned-security.ts';
import { ValueSamples } from './value-samples.ts';

/** Says of a part of a description that traffic has shown it. */
export const INFERRED: JsonObject = { 'x-source': { document: 'traffic', provenance: 'inferred' } };

/** What was seen of the bodies of one media type. */
class ContentSamples {
  readonly #json = new ValueSamples();
  #isJson = true;
  #isText = true;

  add(body: Uint8Array, type: string): void {
    const range = parseMediaType(type);
    const text = textIn(body);
    this.#isText &&= text !== undefined;
    if (range === undefined || !isJson(range)) this.#isJson = false;
    else if (text !== undefined) this.#addJson(text);
  }

  #addJson(text: string): void {
    try {
      this.#json.add(parseExactJson(text));
    } catch {
      this.#isJson = false;
    }
  }

  mediaType(requires: boolean): JsonObject {
    if (this.#isJson)
      return this.#json.isEmpty ? {} : { schema: { ...this.#json.schema(requires), ...INFERRED } };
    return this.#isText ? { schema: { type: 'string', ...INFERRED } } : {};
  }
}

/** The parameters of a query by name. */
interface QuerySamples {
  readonly values: Set<string>;
  isRepeated: boolean;
}

/** What exchanges show of one operation. */
export class LearnedOperation {
  readonly #query = new Map<string, QuerySamples>();
  readonly #path = new Map<string, Set<string>>();
  readonly #requests = new Map<string, ContentSamples>();
  readonly #responses = new Map<number, Map<string, ContentSamples>>();
  readonly #schemes: (readonly string[])[] = [];
  #count = 0;
  #bodies = 0;

  add({ request, response }: ArchivedExchange, path: ReadonlyMap<string, string>): void {
    this.#count += 1;
    this.#schemes.push(schemesOf(request).map(({ name }) => name));
    for (const [name, value] of path) this.#path.set(name, (this.#path.get(name) ?? new Set()).add(value));
    this.#addQuery(queryOf(request.target));
    if (request.body.length > 0) {
      this.#bodies += 1;
      addContent(this.#requests, request.headers, request.body);
    }
    const content = this.#responses.get(response.status) ?? new Map<string, ContentSamples>();
    this.#responses.set(response.status, content);
    if (response.body.length > 0) addContent(content, response.headers, response.body);
  }

  /** Returns the Operation Object. */
  definition(operationId: string): JsonObject {
    const parameters = [...this.#pathParameters(), ...this.#queryParameters()];
    const content = contentOf(this.#requests, this.#bodies > 2);
    return {
      operationId,
      ...INFERRED,
      ...(parameters.length > 0 && { parameters }),
      ...(this.#bodies > 0 && {
        requestBody: { required: this.#bodies === this.#count, content, ...INFERRED },
      }),
      ...this.#security(),
      responses: Object.fromEntries(
        [...this.#responses]
          .toSorted(([one], [other]) => one - other)
          .map(([status, seen]) => [
            String(status),
            {
              description: statusText(status) || 'Seen in traffic.',
              ...(seen.size > 0 && { content: contentOf(seen, true) }),
              ...INFERRED,
            },
          ]),
      ),
    };
  }

  #addQuery(query: string): void {
    const seen = new Set<string>();
    for (const { name, value } of parseQuery(query)) {
      const plain = plainOf(name);
      if (/^(?:access_token|api_?key|key|token)$/i.test(plain)) continue;
      const samples = this.#query.get(plain) ?? { values: new Set(), isRepeated: plain.endsWith('[]') };
      samples.values.add(plainOf(value));
      if (seen.has(plain)) samples.isRepeated = true;
      seen.add(plain);
      this.#query.set(plain, samples);
    }
  }

  #pathParameters(): readonly JsonObject[] {
    return [...this.#path].map(([name, values]) => ({
      name,
      in: 'path',
      required: true,
      schema: textSchema([...values]),
      ...INFERRED,
    }));
  }

  #queryParameters(): readonly JsonObject[] {
    return [...this.#query].map(([name, { values, isRepeated }]) => {
      const schema = textSchema([...values]);
      return {
        name,
        in: 'query',
        schema: isRepeated ? { type: 'array', items: schema } : schema,
        ...INFERRED,
      };
    });
  }

  /** Credentials are needed where all requests had them. */
  #security(): JsonObject {
    const all = [...new Set(this.#schemes.flat())];
    if (all.length === 0) return {};
    const needed = all.filter((name) => this.#schemes.every((names) => names.includes(name)));
    const one = (name: string) => ({ [name]: [] });
    return { security: needed.length > 0 ? needed.map(one) : [...all.map(one), {}] };
  }
}

function addContent(content: Map<string, ContentSamples>, headers: HeaderFields, body: Uint8Array): void {
  const given = headerValue(headers, 'content-type') ?? '';
  const range = parseMediaType(given);
  const type = range === undefined ? 'application/octet-stream' : essenceOf(range);
  const samples = content.get(type) ?? new ContentSamples();
  samples.add(body, type);
  content.set(type, samples);
}

function contentOf(content: ReadonlyMap<string, ContentSamples>, requires: boolean): JsonObject {
  return Object.fromEntries([...content].map(([type, samples]) => [type, samples.mediaType(requires)]));
}

function plainOf(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}

/** Returns the schema of values that are texts on the wire. */
function textSchema(values: readonly string[]): JsonObject {
  const all = (pattern: RegExp) => values.length > 0 && values.every((value) => pattern.test(value));
  if (all(/^-?(?:0|[1-9]\d{0,14})$/)) return { type: 'integer' };
  if (all(/^-?\d{1,15}(?:\.\d{1,15})?$/)) return { type: 'number' };
  if (all(/^(?:true|false)$/)) return { type: 'boolean' };
  if (all(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i)) return { type: 'string', format: 'uuid' };
  return { type: 'string' };
}
