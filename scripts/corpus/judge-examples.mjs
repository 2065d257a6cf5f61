// Judges every documented example of a description, and compares with a validator that shares nothing with the
// judge and reads the original documents as they are written: @hyperjump/json-schema with its OpenAPI dialects.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
// oxlint-disable import/no-unassigned-import -- they register formats and dialects
import '@hyperjump/json-schema/formats';
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

/** Where the originals are said to be: relative references between them mean the same there. */
const BASE = 'https://corpus.example/a/b/c/';

/**
 * Counts the examples that are valid, invalid, and of those that could be compared the ones that are judged
 * otherwise. An example that is judged otherwise only because of its direction, or of a format, is agreed upon.
 */
export async function judgeExamples(description, dist) {
  const { documentPlace } = await import(new URL('spec/external-documents.js', dist).href);
  const { documentedExamples } = await import(new URL('spec/documented-examples.js', dist).href);
  const judge = await registeredJudge(description, dist, documentPlace);
  const counts = { valid: 0, invalid: 0, compared: 0, agreed: 0, disagreements: [] };
  for (const { schema, direction, value, pointer } of documentedExamples(description)) {
    const errors = errorsOf(description, schema, direction, value);
    if (errors === undefined) continue;
    counts[errors.length === 0 ? 'valid' : 'invalid'] += 1;
    const other = await judge(schema.pointer, value);
    if (other === undefined) continue;
    counts.compared += 1;
    if (isAgreed(description, { schema, direction, value, errors }, other)) counts.agreed += 1;
    else {
      const ours = errors[0] ? `${errors[0].instancePath} ${errors[0].message}`.trim() : 'valid';
      counts.disagreements.push({ pointer, direction, ours, theirs: other ? 'valid' : 'invalid' });
    }
  }
  return counts;
}

/** Undefined where no validator can be made: the operations that need it are disabled. */
function errorsOf({ validators }, schema, direction, value) {
  try {
    return validators.of(schema, direction)(value);
  } catch {
    return undefined;
  }
}

function isAgreed(description, { schema, direction, value, errors }, other) {
  if ((errors.length === 0) === other) return true;
  const turned = direction === 'request' ? 'response' : 'request';
  if ((description.validators.of(schema, turned)(value).length === 0) === other) return true;
  return other && errors.every(({ keyword }) => keyword === 'format');
}

/** Gives what the other validator says of a value; undefined where it cannot read the schema. */
async function registeredJudge({ document, location }, dist, documentPlace) {
  const version = String(document.openapi).slice(0, 3);
  if (document.swagger !== undefined) return async () => undefined;
  const { parseValue } = await import(new URL('spec/parse-document.js', dist).href);
  const dialect =
    version === '3.0'
      ? 'https://spec.openapis.org/oas/3.0/schema'
      : `https://spec.openapis.org/oas/${version}/schema-base`;
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
