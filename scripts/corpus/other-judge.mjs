// Another validator, which shares no code with ours and reads the original documents: @hyperjump/json-schema with its
// OpenAPI dialects.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
// oxlint-disable import/no-unassigned-import -- they register formats and dialects
import '@hyperjump/json-schema/formats';
import '@hyperjump/json-schema/draft-04';
import '@hyperjump/json-schema/openapi-3-0';
import {
  registerSchema,
  setShouldValidateFormat,
  setShouldValidateSchema,
  validate,
} from '@hyperjump/json-schema/openapi-3-1';
import '@hyperjump/json-schema/openapi-3-2';
// oxlint-enable import/no-unassigned-import

setShouldValidateFormat(true);
setShouldValidateSchema(false);

/** Swagger 2.0 has no dialect; its schemas are those of JSON Schema draft 4, with a few additional keywords. */
const DIALECTS = {
  '2.0': 'http://json-schema.org/draft-04/schema',
  '3.0': 'https://spec.openapis.org/oas/3.0/schema',
};

/** The base URL under which the original files are registered, so that relative references between them work. */
const BASE = 'https://corpus.example/a/b/c/';

/** Returns a function that validates a value, or undefined when this validator cannot read the schema. */
export async function otherJudge({ document, location }, dist) {
  const { documentPlace } = await import(new URL('description/document/external-documents.js', dist).href);
  const version = String(document.swagger ?? document.openapi).slice(0, 3);
  const { parseValue } = await import(new URL('description/load/text/parse-document.js', dist).href);
  const dialect = DIALECTS[version] ?? `https://spec.openapis.org/oas/${version}/schema-base`;
  const root = 'openapi-root';
  const keys = Object.keys(document['x-external'] ?? {}).filter((key) => !/^https?:/.test(key));
  for (const key of [root, ...keys]) {
    const file = key === root ? location : join(dirname(location), key);
    registerSchema(parseValue(readFileSync(file, 'utf8'), file), new URL(encodeURI(key), BASE).href, dialect);
  }
  const known = new Map();
  return async (pointer, value) => {
    const place = documentPlace(pointer);
    const uri = `${new URL(encodeURI(place.document ?? root), BASE).href}#${encodeURI(place.pointer)}`;
    if (!known.has(uri)) known.set(uri, await validate(uri).catch(() => undefined));
    try {
      return known.get(uri)?.(value)?.valid;
    } catch {
      return undefined;
    }
  };
}

/** Tells whether both validators agree. Rules of one direction only, and formats, may differ. */
export function isAgreed(description, { schema, direction, value, errors }, other) {
  if ((errors.length === 0) === other) return true;
  const turned = direction === 'request' ? 'response' : 'request';
  if ((description.validators.of(schema, turned)(value).length === 0) === other) return true;
  return other && errors.every(({ keyword }) => keyword === 'format');
}
