import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import { DescriptionError } from './description-error.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/**
 * Parses JSON or YAML (1.2 core schema: dates stay strings). A byte-order mark is skipped.
 * @throws DescriptionError with line and column.
 */
export function parseDocument(text: string, location: string): JsonObject {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const value = /^\s*\{/.test(content) ? parseJson(content, location) : parseYaml(content, location);
  if (isObject(value)) return value;
  throw new DescriptionError(`${location}: this is no OpenAPI description: it holds no object`);
}

function parseJson(text: string, location: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return parseYaml(text, location); // a flow mapping is YAML too, and YAML's errors have line numbers
  }
}

function parseYaml(text: string, location: string): Json {
  try {
    return load(text, { schema: SCHEMA }) as Json;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark === undefined ? '' : `:${error.mark.line + 1}:${error.mark.column + 1}`;
    throw new DescriptionError(
      `${location}${place}: ${error.reason}: correct the file, or check that it is JSON or YAML`,
    );
  }
}
