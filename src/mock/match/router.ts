import { escapedPattern } from '../../base/escape-pattern.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { DisabledOperation } from '../../description/model/disabled-operation.ts';
import type { Operation } from '../../description/model/operation.ts';

/** The result of routing a method and path. Captures are still percent-encoded. */
export type Match =
  | {
      readonly kind: 'matched';
      readonly operation: Operation;
      /** Further operations with this method and path, which the description distinguishes by a query or fragment. */
      readonly others: readonly Operation[];
      readonly captures: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'disabled'; readonly operation: DisabledOperation }
  /** The operations of the path with other methods. */
  | {
      readonly kind: 'methodNotAllowed';
      readonly operations: readonly Operation[];
      readonly disabled: readonly DisabledOperation[];
    }
  | { readonly kind: 'notFound' };

export interface Router {
  /** Finds the operation of a request. `path`: percent-encoded as sent, without query. */
  readonly match: (method: string, path: string) => Match;
}

interface Node {
  readonly literals: Map<string, Node>;
  readonly templates: Template[];
  readonly operations: Operation[];
  readonly disabled: DisabledOperation[];
}

/** A path segment with `{…}` in it. */
interface Template {
  readonly segment: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly node: Node;
}

/**
 * Creates a router. Literal segments take precedence over templates, and templates with more literal text over those
 * with less (OpenAPI 3.1, Paths Object). A path without the method gives way to another that has it.
 */
export function createRouter(
  operations: readonly Operation[],
  disabled: readonly DisabledOperation[] = [],
): Router {
  const root = emptyNode();
  for (const operation of operations) nodeOf(root, operation.path).operations.push(operation);
  for (const operation of disabled) nodeOf(root, operation.path).disabled.push(operation);
  return {
    match(method, path) {
      const found: Found[] = [];
      collect(root, path.split('/').slice(1), 0, [], found);
      for (const { node, captures } of found) {
        const [operation, ...others] = withMethod(node.operations, method);
        if (operation) return { kind: 'matched', operation, others, captures: new Map(captures) };
        const [lacking] = withMethod(node.disabled, method);
        if (lacking) return { kind: 'disabled', operation: lacking };
      }
      if (found.length === 0) return { kind: 'notFound' };
      return {
        kind: 'methodNotAllowed',
        operations: found.flatMap(({ node }) => node.operations),
        disabled: found.flatMap(({ node }) => node.disabled),
      };
    },
  };
}

/**
 * Returns the operations with a method; for HEAD also those with GET (RFC 9110, section 9.3.2). `*` matches every
 * method.
 */
function withMethod<Routed extends { readonly method: string }>(
  operations: readonly Routed[],
  method: string,
): readonly Routed[] {
  const exact = operations.filter((operation) => operation.method === method || operation.method === '*');
  return exact.length === 0 && method === 'HEAD' ? withMethod(operations, 'GET') : exact;
}

interface Found {
  readonly node: Node;
  readonly captures: readonly (readonly [string, string])[];
}

/** Collects the nodes that a path matches, the most specific first. */
function collect(
  node: Node,
  segments: readonly string[],
  depth: number,
  captures: readonly (readonly [string, string])[],
  found: Found[],
): void {
  const segment = segments[depth];
  if (segment === undefined) {
    if (node.operations.length > 0 || node.disabled.length > 0) found.push({ node, captures });
    return;
  }
  const literal = node.literals.get(percentDecoded(segment));
  if (literal) collect(literal, segments, depth + 1, captures, found);
  for (const template of node.templates) {
    const match = template.pattern.exec(segment);
    if (match === null) continue;
    const own = template.names.map((name, index) => [name, match[index + 1] ?? ''] as const);
    collect(template.node, segments, depth + 1, [...captures, ...own], found);
  }
}

function nodeOf(root: Node, path: string): Node {
  return path
    .split('/')
    .slice(1)
    .reduce((node, segment) => child(node, segment), root);
}

function child(parent: Node, segment: string): Node {
  if (!segment.includes('{')) {
    const key = percentDecoded(segment);
    const known = parent.literals.get(key) ?? emptyNode();
    parent.literals.set(key, known);
    return known;
  }
  const known = parent.templates.find((template) => template.segment === segment);
  if (known) return known.node;
  const template = compileTemplate(segment);
  parent.templates.push(template);
  parent.templates.sort((left, right) => literalLength(right.segment) - literalLength(left.segment));
  return template.node;
}

/**
 * Compiles `{id}:cancel` or `{a}.{b}`: each name matches the text between the literal parts, at least one character.
 */
function compileTemplate(segment: string): Template {
  const names: string[] = [];
  const source = segment
    .split(/(\{[^}]*\})/)
    .map((part, index) => {
      if (index % 2 === 0) return escapedPattern(part);
      names.push(part.slice(1, -1));
      return '(.+?)';
    })
    .join('');
  return { segment, pattern: new RegExp(`^${source}$`, 's'), names, node: emptyNode() };
}

function literalLength(segment: string): number {
  return segment.replace(/\{[^}]*\}/g, '').length;
}

function emptyNode(): Node {
  return { literals: new Map(), templates: [], operations: [], disabled: [] };
}
