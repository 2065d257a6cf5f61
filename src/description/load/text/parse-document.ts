import { mayNeedDigits, parseExactJson } from '../../../base/exact-json.ts';
import { expandedSize } from '../../../base/expanded-size.ts';
import { isObject, type Json, type JsonObject } from '../../../base/json.ts';
import { readYaml, YamlError } from '../../../base/text/read-yaml.ts';
import { ANY_TYPES } from '../../../base/text/yaml-schema.ts';
import { DescriptionError } from '../../model/description-error.ts';
import type { Fault } from '../../model/fault.ts';
import { withExactData } from './exact-numbers.ts';
import { mayRepeatKeys, repeatedKeys } from './repeated-keys.ts';
import { isLikeJson, withoutMark, yamlText } from './yaml-text.ts';
import { MAX_VALUES } from './max-values.ts';

/** Called for faults of a text that can be read all the same. Without it, faults that cost time are not looked for. */
type ReportFault = (fault: Fault) => void;

/** Longer JSON, in characters, was written by a program, and is not searched for repeated keys. */
const MAX_HAND_WRITTEN = 500_000;

/**
 * Parses JSON or YAML (1.2 core schema: dates stay strings). A byte-order mark is skipped.
 * @throws DescriptionError with line and column
 */
export function parseDocument(text: string, location: string, report?: ReportFault): JsonObject {
  return parseWhole(text, location, report).document;
}

/** A document, and whether it is known that nothing in it stands in two places, as what aliases of YAML stand for does. */
interface Whole {
  readonly document: JsonObject;
  readonly isTree: boolean;
}

/** The same, with what is known of the document. @throws DescriptionError */
export function parseWhole(text: string, location: string, report?: ReportFault): Whole {
  const { value, isTree } = readText(text, location, report);
  if (isObject(value)) return { document: value, isTree };
  throw new DescriptionError(`${location}: this is not an OpenAPI description: it holds no object`);
}

/** The same for a document that may hold any value. @throws DescriptionError */
export function parseValue(text: string, location: string, report?: ReportFault): Json {
  return readText(text, location, report).value;
}

interface Parsed {
  readonly value: Json;
  readonly isTree: boolean;
}

function readText(text: string, location: string, report?: ReportFault): Parsed {
  const content = withoutMark(text);
  const isExact = mayNeedDigits(content);
  const { value, isTree } = isLikeJson(content)
    ? parseJson(content, location, { isExact, report })
    : { value: parseYaml(content, location, report), isTree: false };
  return { value: isExact ? withExactData(value) : value, isTree };
}

/** Parses JSON. Other texts may be YAML's flow mappings, and YAML's errors have line numbers. */
function parseJson(
  text: string,
  location: string,
  { isExact, report }: { readonly isExact: boolean; readonly report: ReportFault | undefined },
): Parsed {
  const value = tryJson(text, isExact ? parseExactJson : JSON.parse);
  if (value === undefined) return { value: parseYaml(yamlText(text), location, report), isTree: false };
  if (report !== undefined && text.length <= MAX_HAND_WRITTEN && mayRepeatKeys(text)) {
    reportRepeatedKeys(text, report);
  }
  return { value, isTree: true };
}

/** Reports repeated keys; without their places where the text is nested too deeply. */
function reportRepeatedKeys(text: string, report: ReportFault): void {
  try {
    for (const fault of repeatedKeys(text)) report(fault);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    report({ pointer: '', message: 'a key stands twice: the last one counts' });
  }
}

function tryJson(text: string, parse: (text: string) => unknown): Json | undefined {
  try {
    return parse(text) as Json;
  } catch (error) {
    return error instanceof RangeError ? (JSON.parse(text) as Json) : undefined; // nested too deeply for recursion
  }
}

function parseYaml(text: string, location: string, report?: ReportFault): Json {
  const value = loadYaml(text, location, report);
  const size = expandedSize(value);
  if (size <= MAX_VALUES) return value;
  if (size === Infinity) {
    throw new DescriptionError(`${location}: an alias stands for what it stands in: use $ref instead`);
  }
  throw new DescriptionError(
    `${location}: its aliases stand for more than ${MAX_VALUES} values: write some of them out, or use $ref`,
  );
}

/** Loads YAML. Of repeated keys the last counts, as in JSON, of several documents the first; both are reported. */
function loadYaml(text: string, location: string, report?: ReportFault): Json {
  const documents = readDocuments(text, location, report);
  if (documents.length === 0) {
    throw new DescriptionError(`${location}: the file is empty: write JSON or YAML into it`);
  }
  if (documents.length > 1) {
    report?.({ pointer: '', message: 'the file holds several documents: the first one counts' });
  }
  return documents[0] as Json;
}

function readDocuments(text: string, location: string, report?: ReportFault): readonly unknown[] {
  try {
    return readYaml(text, { types: ANY_TYPES });
  } catch (error) {
    if (!(error instanceof YamlError && error.isRepeatedKey)) throw located(error, location);
  }
  if (report !== undefined) reportRepeatedKeys(text, report);
  try {
    return readYaml(text, { types: ANY_TYPES, takesLastKey: true });
  } catch (error) {
    throw located(error, location);
  }
}

function located(error: unknown, location: string): unknown {
  if (!(error instanceof YamlError)) return error;
  const place = error.line === undefined ? '' : `:${error.line}:${error.column}`;
  return new DescriptionError(
    `${location}${place}: ${error.reason}: correct the file, or check that it is JSON or YAML`,
  );
}
