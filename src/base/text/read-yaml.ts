import { loadAll, YAMLException, type Schema } from 'js-yaml';
import { withoutSpelling } from './spelled.ts';

/** A text that is not YAML. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  readonly reason: string;
  /** From 1; undefined where the fault has no place. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor({ reason, mark }: YAMLException, text: string) {
    super(reason);
    this.reason = reason;
    const place = placeOf(mark, text);
    this.line = place?.line;
    this.column = place?.column;
  }

  /** True where the text would be YAML but for a key that stands twice. */
  get isRepeatedKey(): boolean {
    return this.reason === 'duplicated mapping key';
  }
}

/** The state of the reader before or after a node. */
export interface YamlState {
  readonly input: string;
  /** The offset in the input, in characters. */
  readonly position: number;
  /** The value of the node, once it has been read. */
  readonly result: unknown;
}

/** Called before and after each node. */
export type YamlListener = (event: 'open' | 'close', state: YamlState) => void;

/** Returns the place of a mark; for one after the end of the text, the end of its last line that is not blank. */
function placeOf(
  mark: YAMLException['mark'] | undefined,
  text: string,
): { readonly line: number; readonly column: number } | undefined {
  const end = text.trimEnd();
  if (mark === undefined || mark.position < end.length) {
    return mark && { line: mark.line + 1, column: mark.column + 1 };
  }
  const lines = end.split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

export interface ReadYamlOptions {
  readonly types: Schema;
  /** Of keys that stand twice, takes the last one. */
  readonly takesLastKey?: boolean;
  readonly listener?: YamlListener;
}

/** Limits nesting: the parser is recursive. */
const MAX_DEPTH = 500;

/** Limits the members that merge keys add. */
const MAX_MERGED = 10_000_000;

/**
 * Reads the documents of a YAML text, none for an empty one. Takes what js-yaml 4 and libyaml take. A key is the text
 * that is written: `1.10`, not `1.1`. @throws YamlError
 */
export function readYaml(
  text: string,
  { types, takesLastKey = false, listener }: ReadYamlOptions,
): readonly unknown[] {
  const limits = { maxDepth: MAX_DEPTH, maxTotalMergeKeys: MAX_MERGED };
  try {
    const options = { ...limits, schema: types, json: takesLastKey, ...(listener && { listener }) };
    return loadAll(text, null, options).map(withoutSpelling);
  } catch (error) {
    throw error instanceof YAMLException ? new YamlError(error, text) : error;
  }
}
