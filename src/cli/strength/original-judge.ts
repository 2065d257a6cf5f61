import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atPointer } from '../../base/json-pointer.ts';
import { isPlainJson, items, member, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { memoised } from '../../base/memoise.ts';
import { documentPlace, externalDocuments } from '../../description/document/external-documents.ts';
import { parseValue } from '../../description/load/text/parse-document.ts';
import type { Description } from '../../description/model/description.ts';
import type { OriginalJudge } from '../../contract/strength/model/break.ts';

/** Swagger 2.0 has no dialect; its schemas are those of JSON Schema draft 4, with a few additional keywords. */
const DIALECTS: Readonly<Record<string, string>> = {
  '2.0': 'http://json-schema.org/draft-04/schema',
  '3.0': 'https://spec.openapis.org/oas/3.0/schema',
};

/** The name of the description itself, beside those of the documents that it refers to. */
const ROOT = 'openapi-root';

/** Judges of one process have addresses of their own, so that references stay within a description. */
let judges = 0;

/**
 * Returns a judge by another validator, which reads the documents as they were written; those of overlays, of the standard
 * input and of URLs as they were loaded.
 */
export async function originalJudge(description: Description): Promise<OriginalJudge> {
  const { registerSchema, setShouldValidateFormat, setShouldValidateSchema, validate } =
    await import('./original-validator.ts');
  setShouldValidateFormat(true);
  setShouldValidateSchema(false);
  judges += 1;
  const base = `https://original.example/${judges}/a/b/c/`; // relative references may lead upwards
  const { documents, version, isOriginal } = documentsOf(description);
  const root = documents.get(ROOT) ?? null;
  const dialect = DIALECTS[version] ?? `https://spec.openapis.org/oas/${version}/schema-base`;
  const uriOf = (key: string) => new URL(encodeURI(key), base).href;
  for (const [key, document] of documents) registerSchema(document as never, uriOf(key), dialect);
  const schemaAt = memoised(async (uri: string) => validate(uri).catch(() => undefined));
  return async (pointer, value) => {
    if (!isPlainJson(value)) return undefined; // a whole number beyond 2^53
    const place = isOriginal ? documentPlace(pointer) : { document: undefined, pointer };
    const own = version === '2.0' ? pointerInSwagger(place.pointer, description, root) : place.pointer;
    const judge = await schemaAt(`${uriOf(place.document ?? ROOT)}#${encodeURI(own)}`);
    try {
      const output = judge?.(value as never, 'BASIC');
      if (output === undefined) return undefined;
      if (output.valid) return [];
      const faults = (output.errors ?? []).map(
        ({ absoluteKeywordLocation, instanceLocation }) => `${absoluteKeywordLocation} ${instanceLocation}`,
      );
      return faults.length > 0 ? faults : ['invalid'];
    } catch {
      return undefined;
    }
  };
}

interface Documents {
  readonly documents: ReadonlyMap<string, Json>;
  readonly version: string;
  /** False for one document, as it was loaded. */
  readonly isOriginal: boolean;
}

function documentsOf(description: Description): Documents {
  const { document, location, origins, text } = description;
  const keys = Object.keys(externalDocuments(document)).filter((key) => !/^https?:/.test(key));
  const files = [ROOT, ...keys].map((key) => fileOf(location, key));
  const isOriginal = text === undefined && origins.size === 0 && files.every((file) => existsSync(file));
  if (!isOriginal) {
    const plain = parseValue(JSON.stringify(document), location ?? ROOT); // that validator takes plain objects only
    return { documents: new Map([[ROOT, plain]]), version: versionOf(document), isOriginal };
  }
  const documents = new Map(
    [ROOT, ...keys].map((key, index) => {
      const file = files[index] ?? '';
      return [key, parseValue(readFileSync(file, 'utf8'), file)] as const;
    }),
  );
  return { documents, version: versionOf(documents.get(ROOT) ?? document), isOriginal };
}

function fileOf(location: string | undefined, key: string): string {
  if (location === undefined || /^https?:/.test(location)) return '';
  return key === ROOT ? location : join(dirname(location), key);
}

function versionOf(document: Json): string {
  const { swagger, openapi } = document as JsonObject;
  return String(swagger ?? openapi).slice(0, 3);
}

/** Returns where something stands in Swagger 2.0 that stands at a pointer in OpenAPI 3. */
function pointerInSwagger(pointer: string, { document }: Description, root: Json): string {
  const [, owner = '', rest = ''] =
    /^(\/paths\/[^/]+(?:\/[a-z]+)?)\/(?:requestBody|parameters)\/(.*)$/.exec(pointer) ?? [];
  if (owner !== '') {
    const index = /^\d+/.exec(rest)?.[0];
    const known = index === undefined ? { in: 'body' } : atPointer(document, `${owner}/parameters/${index}`);
    const found = parameterPointer(root, owner, known);
    if (found === undefined) return pointer;
    return index === undefined
      ? `${found}/schema${rest.replace(/^content\/[^/]+\/schema/, '')}`
      : `${found}${rest.slice(index.length).replace(/^\/schema/, '')}`;
  }
  return pointer
    .replace(/^\/components\/schemas\//, '/definitions/')
    .replace(/^\/components\/(parameters|responses)\//, '/$1/')
    .replace(/\/content\/[^/]+\/schema/, '/schema')
    .replace(/^(\/parameters\/[^/]+)\/schema/, '$1')
    .replace(/(\/headers\/[^/]+)\/schema/, '$1');
}

/** Finds a parameter of a path or an operation in the original by name and place. */
function parameterPointer(root: Json, owner: string, known: unknown): string | undefined {
  const list = items(atPointer(root, `${owner}/parameters`));
  const pointers = list.map((node, index) => {
    const reference = stringMember(node, '$ref');
    return reference === undefined ? `${owner}/parameters/${index}` : reference.replace(/^#/, '');
  });
  return pointers.find((pointer) => {
    const node = atPointer(root, pointer);
    const isSame = (name: string) => member(node, name) === member(known, name);
    return isSame('in') && (member(known, 'in') === 'body' || isSame('name'));
  });
}
