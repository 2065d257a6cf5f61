import { globPattern } from '../../../base/text/escape-pattern.ts';
import { isObject, items } from '../../../base/json.ts';
import { boundedlyMemoised } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { DisabledOperation } from '../../../description/model/disabled-operation.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { SettingsError } from '../settings-error.ts';

/**
 * What goes through to the upstream. Each text is an `operationId`, `METHOD /path` of the description, `tag:NAME`, or a
 * path with `*` for any text in a segment and `**` for any text. What the description lacks goes through in any case.
 */
export interface PassRules {
  /** Only these are mocked. Default: all that the description has. */
  readonly mockOnly?: readonly string[];
  /** These go through, also of what `mockOnly` names. Default: none. */
  readonly pass?: readonly string[];
  /** `pass`: where the mock has no such item, the upstream is asked. Default: `refuse`, the mock answers 404. */
  readonly onMissing?: 'refuse' | 'pass';
}

const MEMBERS = ['mockOnly', 'pass', 'onMissing'];

/** Reads rules from elsewhere. @throws SettingsError */
export function parsePassRules(value: unknown): PassRules {
  if (!isObject(value)) throw new SettingsError(`/upstream: give an object with ${MEMBERS.join(', ')}`);
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined)
    throw new SettingsError(`/upstream/${unknown}: there is no such rule; there are ${MEMBERS.join(', ')}`);
  const { onMissing } = value;
  if (onMissing !== undefined && onMissing !== 'refuse' && onMissing !== 'pass')
    throw new SettingsError('/upstream/onMissing: give refuse or pass');
  return {
    ...textsIn(value, 'mockOnly'),
    ...textsIn(value, 'pass'),
    ...(onMissing !== undefined && { onMissing }),
  };
}

function textsIn(value: object, name: 'mockOnly' | 'pass'): PassRules {
  const given = (value as Readonly<Record<string, unknown>>)[name];
  if (given === undefined) return {};
  const texts = items(given).filter((text) => typeof text === 'string' && text !== '');
  if (!Array.isArray(given) || texts.length < given.length)
    throw new SettingsError(
      `/upstream/${name}: give a list of operations, METHOD /path, tag:NAME, or paths with *`,
    );
  return { [name]: texts };
}

/** An operation, also one that cannot be served. */
type Named = Operation | DisabledOperation;

/** Tells whether a request goes through. `operation`: undefined for what the description lacks. `path`: as it was sent. */
export function goesThrough(
  { mockOnly, pass = [] }: PassRules,
  operation: Named | undefined,
  path: string,
): boolean {
  const isNamed = (selector: string) => selects(selector, operation, path);
  if (operation === undefined || pass.some(isNamed)) return true;
  return mockOnly !== undefined && !mockOnly.some(isNamed);
}

/** Returns the selectors that name an operation or a tag that no description has: a misspelt one would do nothing. */
export function unknownSelectors(
  { mockOnly = [], pass = [] }: PassRules,
  apis: readonly { readonly description: Description }[],
): readonly string[] {
  const operations = apis.flatMap(({ description }): readonly Named[] => [
    ...description.operations,
    ...description.disabled,
  ]);
  return [...mockOnly, ...pass].filter(
    (selector) => !isPath(selector) && !operations.some((operation) => selects(selector, operation, '')),
  );
}

function selects(selector: string, operation: Named | undefined, path: string): boolean {
  if (isPath(selector)) {
    const pattern = patternOf(selector);
    return pattern.test(path) || (operation !== undefined && pattern.test(operation.path));
  }
  if (operation === undefined) return false;
  if (selector.startsWith('tag:')) return tagsOf(operation).includes(selector.slice('tag:'.length));
  return operation.id === selector || `${operation.method} ${operation.path}` === selector;
}

function isPath(selector: string): boolean {
  return selector.startsWith('/') || selector.startsWith('*');
}

const patternOf = boundedlyMemoised(globPattern, 100);

/** Returns the tags of an operation. */
export function tagsOf(operation: Named): readonly string[] {
  const tags = 'definition' in operation ? items(operation.definition['tags']) : [];
  return tags.filter((tag) => typeof tag === 'string');
}
