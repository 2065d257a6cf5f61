import { dump } from 'js-yaml';
import { writeExactJson } from '../../base/exact-json.ts';
import { expandedSize } from '../../base/expanded-size.ts';
import { readYaml, YamlError } from '../../base/text/read-yaml.ts';
import { CORE_TYPES } from '../../base/text/yaml-schema.ts';
import { MalformedText } from '../../http/malformed-text.ts';

/** Limits the values of a body with its aliases written out. */
const MAX_VALUES = 1_000_000;

/** Reads YAML 1.2 with its core schema, so that dates stay strings. @throws MalformedText */
export function decodeYaml(text: string): unknown {
  const value = parsed(text);
  if (expandedSize(value) <= MAX_VALUES) return value;
  throw new MalformedText('yaml', `must have no more than ${MAX_VALUES} values with its aliases written out`);
}

function parsed(text: string): unknown {
  const documents = readDocuments(text);
  if (documents.length === 1) return documents[0];
  throw new MalformedText('yaml', `must be one YAML document, not ${documents.length}`);
}

function readDocuments(text: string): readonly unknown[] {
  try {
    return readYaml(text, { types: CORE_TYPES });
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const place = error.line === undefined ? '' : ` in line ${error.line}`;
    throw new MalformedText('yaml', `must be valid YAML: ${error.reason}${place}`);
  }
}

/**
 * Writes YAML, and quotes texts that YAML 1.1 would read as another type. A value with integers that a double cannot
 * hold is written as JSON, which is YAML too.
 */
export function encodeYaml(value: unknown): string {
  try {
    return dump(JSON.parse(JSON.stringify(value)), { noRefs: true, lineWidth: -1 });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return `${writeExactJson(value)}\n`;
  }
}
