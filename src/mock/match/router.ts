import { escapedPattern } from '../../base/text/escape-pattern.ts';
import { lastMemoised, memoised } from '../../base/memoise.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { DisabledOperation } from '../../description/model/disabled-operation.ts';
import type { Operation } from '../../description/model/operation.ts';

/** The result of a look-up by method and path. Captures are still percent-encoded. */
export type Match =
  | {
      readonly kind: 'matched';
      readonly operation: Operation;
      /**
       * Further operations with this method and path, which the description tells apart by a query or fragment, or by the
       * names of the path's parameters.
       */
      readonly others: readonly Operation[];
      /** The raw values of the path's parameters, in the path's order. */
      readonly captures: readonly string[];
    }
  /** The description of the operation has faults, so it is not served. */
  | { readonly kind: 'disabled'; readonly operation: DisabledOperation }
  /** The operations of the path, all with other methods. */
  | {
      readonly kind: 'methodNotAllowed';
      readonly operations: readonly Operation[];
      readonly disabled: readonly DisabledOperation[];
    }
  | { readonly kind: 'notFound' };

/** Returns the values of the path's parameters by the names that an operation gives them. */
export function namedCaptures({ path }: Operation, captures: readonly string[]): ReadonlyMap<string, string> {
  if (captures.length === 0) return NO_CAPTURES;
  return new Map(parameterNames(path).map((name, index) => [name, captures[index] ?? '']));
}

const NO_CAPTURES: ReadonlyMap<string, string> = new Map();

/** A match of a path that exists. */
export type FoundMatch = Exclude<Match, { readonly kind: 'notFound' }>;

export interface Router {
  /** Looks up a path as it was sent: percent-encoded, without its query. */
  readonly match: (method: string, path: string) => Match;
}

interface RouteNode {
  readonly literals: Map<string, RouteNode>;
  readonly templates: SegmentTemplate[];
  readonly operations: Operation[];
  readonly disabled: DisabledOperation[];
}

/** A path segment with `{…}` in it. */
interface SegmentTemplate {
  /** The segment with empty expressions: `{}.{}`. The names of its parameters do not matter. */
  readonly shape: string;
  readonly pattern: RegExp;
  readonly node: RouteNode;
}

/**
 * Creates a router. Literal segments win over templates, and templates with more literal text over those with less
 * (OpenAPI 3.1, Paths Object). A path without the method loses against any other that matches and has it.
 */
export function createRouter(
  operations: readonly Operation[],
  disabled: readonly DisabledOperation[] = [],
): Router {
  const root = emptyNode();
  const at = lastMemoised((path: string) => nodeAt(root, path));
  for (const operation of operations) at(operation.path).operations.push(operation);
  for (const operation of disabled) at(operation.path).disabled.push(operation);
  return {
    match(method, path) {
      const matched: MatchedNode[] = [];
      collectNodes(root, path.split('/').slice(1), 0, [], matched);
      for (const { node, captures } of matched) {
        const [operation, ...others] = withMethod(node.operations, method);
        if (operation) return { kind: 'matched', operation, others, captures };
        const [disabledOperation] = withMethod(node.disabled, method);
        if (disabledOperation) return { kind: 'disabled', operation: disabledOperation };
      }
      if (matched.length === 0) return { kind: 'notFound' };
      return {
        kind: 'methodNotAllowed',
        operations: matched.flatMap(({ node }) => node.operations),
        disabled: matched.flatMap(({ node }) => node.disabled),
      };
    },
  };
}

/**
 * Returns the operations with the method; those of GET when there is none for HEAD, which gets the same response
 * without the body (RFC 9110, section 9.3.2). The method `*` of an operation stands for every method.
 */
function withMethod<WithMethod extends { readonly method: string }>(
  operations: readonly WithMethod[],
  method: string,
): readonly WithMethod[] {
  const exact = operations.filter((operation) => operation.method === method || operation.method === '*');
  return exact.length === 0 && method === 'HEAD' ? withMethod(operations, 'GET') : exact;
}

interface MatchedNode {
  readonly node: RouteNode;
  readonly captures: readonly string[];
}

/** Adds the nodes that match a path to `matched`, the most specific first. */
function collectNodes(
  node: RouteNode,
  segments: readonly string[],
  depth: number,
  captures: readonly string[],
  matched: MatchedNode[],
): void {
  const segment = segments[depth];
  if (segment === undefined) {
    if (node.operations.length > 0 || node.disabled.length > 0) matched.push({ node, captures });
    return;
  }
  const literal = node.literals.get(percentDecoded(segment));
  if (literal) collectNodes(literal, segments, depth + 1, captures, matched);
  for (const template of node.templates) {
    const match = template.pattern.exec(segment);
    if (match === null) continue;
    collectNodes(template.node, segments, depth + 1, [...captures, ...match.slice(1)], matched);
  }
}

function nodeAt(root: RouteNode, path: string): RouteNode {
  return path
    .split('/')
    .slice(1)
    .reduce((node, segment) => childNode(node, segment), root);
}

function childNode(parent: RouteNode, segment: string): RouteNode {
  if (!segment.includes('{')) {
    const key = percentDecoded(segment);
    const known = parent.literals.get(key) ?? emptyNode();
    parent.literals.set(key, known);
    return known;
  }
  const shape = segment.replace(EXPRESSION, '{}');
  const known = parent.templates.find((template) => template.shape === shape);
  if (known) return known.node;
  const template = compileTemplate(shape);
  parent.templates.push(template);
  parent.templates.sort((left, right) => literalLength(right.shape) - literalLength(left.shape));
  return template.node;
}

/** Matches a template expression. */
const EXPRESSION = /\{[^}]*\}/g;

/** Returns the names of the parameters in a path of the description, in its order. */
const parameterNames = memoised((path: string): readonly string[] => {
  const expressions = path.split('/').flatMap((segment) => segment.match(EXPRESSION) ?? []);
  return expressions.map((expression) => expression.slice(1, -1));
});

/** Compiles the shape of a segment such as `{}:cancel` or `{}.{}`. Each parameter takes at least one character. */
function compileTemplate(shape: string): SegmentTemplate {
  const source = shape.split('{}').map(escapedPattern).join('(.+?)');
  return { shape, pattern: new RegExp(`^${source}$`, 's'), node: emptyNode() };
}

function literalLength(shape: string): number {
  return shape.replaceAll('{}', '').length;
}

function emptyNode(): RouteNode {
  return { literals: new Map(), templates: [], operations: [], disabled: [] };
}
