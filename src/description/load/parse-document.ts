import { CORE_SCHEMA, load, loadAll, mapTag, mergeTag, seqTag, strTag, YAMLException } from 'js-yaml';
import { expandedSize } from '../../base/expanded-size.ts';
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import { DescriptionError } from '../model/description-error.ts';
import type { Fault } from '../model/fault.ts';
import { mayRepeatKeys, repeatedKeys } from './repeated-keys.ts';

/** Tags of which only their makers know the meaning (`!Sub`) say nothing: the value counts. */
const UNKNOWN_TAGS = ['!', 'tag:'].flatMap((tagName) =>
  [strTag, mapTag, seqTag].map((tag) => ({ ...tag, tagName, matchByTagPrefix: true })),
);

const SCHEMA = CORE_SCHEMA.withTags(mergeTag, ...UNKNOWN_TAGS);

/** How deep YAML may be nested: its parser takes the stack. JSON may be nested as deep as it likes. */
const DEEPEST = 500;

/** How many values a document may have once its aliases are written out; a 20 MB description has a million. */
export const MOST_VALUES = 10_000_000;

/** Told what is wrong in a text that can be read all the same. Without it, nobody looks for more than has to be known. */
type ReportFault = (fault: Fault) => void;

/** Longer JSON, in characters, was written by a program: it is not looked through for keys that stand twice. */
const HAND_WRITTEN = 500_000;

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
export function parseValue(text: string, location: string, report?: ReportFault): Json {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return /^\s*(?:[{[]|\/[/*])/.test(content)
    ? parseJson(content, location, report)
    : parseYaml(content, location, report);
}

/** What is no JSON may be YAML, whose flow mappings look like it, and whose errors have line numbers. */
function parseJson(text: string, location: string, report?: ReportFault): Json {
  const value = tryJson(text);
  if (value === undefined) return parseYaml(withoutComments(text), location, report);
  if (report !== undefined && text.length <= HAND_WRITTEN && mayRepeatKeys(text)) {
    reportRepeatedKeys(text, report);
  }
  return value;
}

/** Where it is nested too deep to tell the places, only that is said. */
function reportRepeatedKeys(text: string, report: ReportFault): void {
  try {
    for (const fault of repeatedKeys(text, DEEPEST)) report(fault);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    report({ pointer: '', message: 'a key stands twice: the last one counts' });
  }
}

function tryJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Strings, which stay, and the comments of JavaScript, of which the lines stay. A plain `http://a` is none. */
const COMMENTS = /("(?:[^"\\]|\\.)*")|(?<=^|[\s,{}[\]])(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g;

function withoutComments(text: string): string {
  return text.replace(COMMENTS, (comment, string?: string) => string ?? comment.replace(/[^\n]/g, ' '));
}

function parseYaml(text: string, location: string, report?: ReportFault): Json {
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

/** A key that stands twice is a fault, and the last one counts, as it does in JSON; of several documents the first. */
function loadYaml(text: string, location: string, report?: ReportFault): Json {
  try {
    return load(text, OPTIONS) as Json;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason === 'duplicated mapping key') {
      if (report !== undefined) reportRepeatedKeys(text, report);
      return load(text, { ...OPTIONS, json: true }) as Json;
    }
    if (/single document/.test(error.reason)) {
      report?.({ pointer: '', message: 'the file holds several documents: the first one counts' });
      return (loadAll(text, { ...OPTIONS, json: true })[0] ?? null) as Json;
    }
    const place = error.mark === undefined ? '' : `:${error.mark.line + 1}:${error.mark.column + 1}`;
    throw new DescriptionError(
      `${location}${place}: ${error.reason}: correct the file, or check that it is JSON or YAML`,
    );
  }
}
