import { CORE_SCHEMA, load, mapTag, mergeTag, seqTag, strTag, YAMLException } from 'js-yaml';
import { DescriptionError } from './description-error.ts';
import { expandedSize } from './expanded-size.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Tags of which only their makers know the meaning (`!Sub`) say nothing: the value counts. */
const UNKNOWN_TAGS = ['!', 'tag:'].flatMap((tagName) =>
  [strTag, mapTag, seqTag].map((tag) => ({ ...tag, tagName, matchByTagPrefix: true })),
);

const SCHEMA = CORE_SCHEMA.withTags(mergeTag, ...UNKNOWN_TAGS);

/** How deep YAML may be nested: its parser takes the stack. JSON may be nested as deep as it likes. */
const DEEPEST = 500;

/** How many values a document may have once its aliases are written out; a 20 MB description has a million. */
export const MOST_VALUES = 10_000_000;

/** Told what is wrong in a text that can be read all the same. */
export type ReportFault = (message: string) => void;

/**
 * Parses JSON or YAML (1.2 core schema: dates stay strings). A byte-order mark is skipped.
 * @throws DescriptionError with line and column.
 */
export function parseDocument(text: string, location: string, report?: ReportFault): JsonObject {
  const value = parseValue(text, location, report);
  if (isObject(value)) return value;
  throw new DescriptionError(`${location}: this is no OpenAPI description: it holds no object`);
}

/** The same of a document that may hold anything. @throws DescriptionError */
export function parseValue(text: string, location: string, report: ReportFault = () => undefined): Json {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return /^\s*[{[]/.test(content)
    ? parseJson(content, location, report)
    : parseYaml(content, location, report);
}

function parseJson(text: string, location: string, report: ReportFault): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return parseYaml(text, location, report); // a flow mapping is YAML too, and YAML's errors have line numbers
  }
}

function parseYaml(text: string, location: string, report: ReportFault): Json {
  const value = loadYaml(text, location, report);
  const size = expandedSize(value);
  if (size <= MOST_VALUES) return value;
  if (size === Infinity) {
    throw new DescriptionError(`${location}: an alias stands for what it stands in: use $ref instead`);
  }
  throw new DescriptionError(
    `${location}: its aliases stand for more than ${MOST_VALUES} values: write some of them out, or use $ref`,
  );
}

const OPTIONS = { schema: SCHEMA, maxDepth: DEEPEST, maxTotalMergeKeys: MOST_VALUES };

/** A key that stands twice is a fault, and the last one counts, as it does in JSON. */
function loadYaml(text: string, location: string, report: ReportFault): Json {
  try {
    return load(text, OPTIONS) as Json;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason === 'duplicated mapping key') {
      report(`a key stands twice in line ${(error.mark?.line ?? 0) + 1}: the last one counts`);
      return load(text, { ...OPTIONS, json: true }) as Json;
    }
    const place = error.mark === undefined ? '' : `:${error.mark.line + 1}:${error.mark.column + 1}`;
    throw new DescriptionError(
      `${location}${place}: ${error.reason}: correct the file, or check that it is JSON or YAML`,
    );
  }
}
