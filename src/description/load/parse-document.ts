import { CORE_SCHEMA, load, loadAll, mapTag, mergeTag, seqTag, strTag, YAMLException } from 'js-yaml';
import { expandedSize } from '../../base/expanded-size.ts';
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import { DescriptionError } from '../model/description-error.ts';
import type { Fault } from '../model/fault.ts';
import { mayRepeatKeys, repeatedKeys } from './repeated-keys.ts';

/** Tags with a meaning of their own (`!Sub`), which are ignored: only the value counts. */
const UNKNOWN_TAGS = ['!', 'tag:'].flatMap((tagName) =>
  [strTag, mapTag, seqTag].map((tag) => ({ ...tag, tagName, matchByTagPrefix: true })),
);

const SCHEMA = CORE_SCHEMA.withTags(mergeTag, ...UNKNOWN_TAGS);

/** Limits the nesting of YAML, whose parser is recursive. JSON has no limit. */
const MAX_DEPTH = 500;

/** Limits the values of a document with its aliases written out. A description of 20 MB has a million. */
export const MAX_VALUES = 10_000_000;

/** Called for faults of a text that can be read all the same. Without it, faults that cost time are not looked for. */
type ReportFault = (fault: Fault) => void;

/** Longer JSON, in characters, was written by a program, and is not searched for repeated keys. */
const MAX_HAND_WRITTEN = 500_000;

/**
 * Parses JSON or YAML (1.2 core schema: dates stay strings). A byte-order mark is skipped.
 * @throws DescriptionError with line and column
 */
export function parseDocument(text: string, location: string, report?: ReportFault): JsonObject {
  const value = parseValue(text, location, report);
  if (isObject(value)) return value;
  throw new DescriptionError(`${location}: this is not an OpenAPI description: it holds no object`);
}

/** The same for a document that may hold any value. @throws DescriptionError */
export function parseValue(text: string, location: string, report?: ReportFault): Json {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return /^\s*(?:[{[]|\/[/*])/.test(content)
    ? parseJson(content, location, report)
    : parseYaml(content, location, report);
}

/** Parses JSON. Other texts may be YAML's flow mappings, and YAML's errors have line numbers. */
function parseJson(text: string, location: string, report?: ReportFault): Json {
  const value = tryJson(text);
  if (value === undefined) return parseYaml(withoutComments(text), location, report);
  if (report !== undefined && text.length <= MAX_HAND_WRITTEN && mayRepeatKeys(text)) {
    reportRepeatedKeys(text, report);
  }
  return value;
}

/** Reports repeated keys; without their places where the text is nested too deeply. */
function reportRepeatedKeys(text: string, report: ReportFault): void {
  try {
    for (const fault of repeatedKeys(text, MAX_DEPTH)) report(fault);
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

/**
 * Matches strings, which are kept, and JavaScript's comments, of which the line breaks are kept. `http://a` is not
 * one.
 */
const COMMENTS = /("(?:[^"\\]|\\.)*")|(?<=^|[\s,{}[\]])(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g;

function withoutComments(text: string): string {
  return text.replace(COMMENTS, (comment, string?: string) => string ?? comment.replace(/[^\n]/g, ' '));
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

const OPTIONS = { schema: SCHEMA, maxDepth: MAX_DEPTH, maxTotalMergeKeys: MAX_VALUES };

/** Loads YAML. Of repeated keys the last counts, as in JSON, of several documents the first; both are reported. */
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
