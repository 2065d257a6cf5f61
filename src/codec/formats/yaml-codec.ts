import { CORE_SCHEMA, dump, load, mergeTag, YAMLException } from 'js-yaml';
import { writeExactJson } from '../../base/exact-json.ts';
import { expandedSize } from '../../base/expanded-size.ts';
import { MalformedText } from '../../http/malformed-text.ts';

/** How many values a body may have once its aliases are written out. */
const MOST_VALUES = 1_000_000;

/** How deep it may be nested: the parser takes the stack. */
const DEEPEST = 500;

const SCHEMA = CORE_SCHEMA.withTags(mergeTag);

/** YAML 1.2 with its core schema: dates stay strings. @throws MalformedText */
export function decodeYaml(text: string): unknown {
  const value = parsed(text);
  if (expandedSize(value) <= MOST_VALUES) return value;
  throw new MalformedText(
    'yaml',
    `must have no more than ${MOST_VALUES} values with its aliases written out`,
  );
}

function parsed(text: string): unknown {
  try {
    return load(text, { schema: SCHEMA, maxDepth: DEEPEST, maxTotalMergeKeys: MOST_VALUES });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark === undefined ? '' : ` in line ${error.mark.line + 1}`;
    throw new MalformedText('yaml', `must be valid YAML: ${error.reason}${place}`);
  }
}

/** Texts that YAML 1.1 would take for something else are quoted. Integers that a double cannot hold are written as JSON has them, which is YAML too. */
export function encodeYaml(value: unknown): string {
  try {
    return dump(JSON.parse(JSON.stringify(value)), { noRefs: true, lineWidth: -1 });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return `${writeExactJson(value)}\n`;
  }
}
