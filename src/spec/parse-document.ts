import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import { DescriptionError } from './description-error.ts';
import { expandedSize } from './expanded-size.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/** How deep YAML may be nested: its parser takes the stack. JSON may be nested as deep as it likes. */
const DEEPEST = 500;

/** How many values a document may have once its aliases are written out; a 20 MB description has a million. */
export const MOST_VALUES = 10_000_000;

/**
 * Parses JSON or YAML (1.2 core schema: dates stay strings). A byte-order mark is skipped.
 * @throws DescriptionError with line and column.
 */
export function parseDocument(text: string, location: string): JsonObject {
  const value = parseValue(text, location);
  if (isObject(value)) return value;
  throw new DescriptionError(`${location}: this is no OpenAPI description: it holds no object`);
}

/** The same of a document that may hold anything. @throws DescriptionError */
export function parseValue(text: string, location: string): Json {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return /^\s*[{[]/.test(content) ? parseJson(content, location) : parseYaml(content, location);
}

function parseJson(text: string, location: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return parseYaml(text, location); // a flow mapping is YAML too, and YAML's errors have line numbers
  }
}

function parseYaml(text: string, location: string): Json {
  const value = loadYaml(text, location);
  const size = expandedSize(value);
  if (size <= MOST_VALUES) return value;
  if (size === Infinity) {
    throw new DescriptionError(`${location}: an alias stands for what it stands in: use $ref instead`);
  }
  throw new DescriptionError(
    `${location}: its aliases stand for more than ${MOST_VALUES} values: write some of them out, or use $ref`,
  );
}

function loadYaml(text: string, location: string): Json {
  try {
    return load(text, { schema: SCHEMA, maxDepth: DEEPEST, maxTotalMergeKeys: MOST_VALUES }) as Json;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark === undefined ? '' : `:${error.mark.line + 1}:${error.mark.column + 1}`;
    throw new DescriptionError(
      `${location}${place}: ${error.reason}: correct the file, or check that it is JSON or YAML`,
    );
  }
}
