import { globPattern } from '../../base/text/escape-pattern.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Case, Phase } from '../case/case.ts';
import { fitsPattern } from './spread/case-pattern.ts';
import type { CheckId } from '../case/finding.ts';
import { tagsOf, type Narrowing } from './narrow-cases.ts';

/** What a run leaves out, whatever else includes it. */
export interface Exclusion {
  /** Operation ids, or `METHOD /path`. */
  readonly operations?: readonly string[];
  /** Path templates, in which `*` stands for a part of a segment, and `**` for anything. */
  readonly paths?: readonly string[];
  readonly tags?: readonly string[];
  readonly methods?: readonly string[];
  readonly phases?: readonly Phase[];
  /** Case ids, or patterns for them (`fitsPattern`). */
  readonly cases?: readonly string[];
  /** Checks that make no findings. */
  readonly checks?: readonly CheckId[];
  /** True leaves out operations that are `deprecated`. */
  readonly deprecated?: boolean;
}

/** Returns a predicate that is true for an operation that is not sent in any role. */
export function operationExclusion({
  operations = [],
  paths = [],
  tags = [],
  methods = [],
  deprecated = false,
}: Exclusion): (operation: Operation) => boolean {
  const names = new Set(operations);
  const patterns = paths.map(globPattern);
  const isMethod = methodIn(methods);
  return (operation) =>
    names.has(operation.id) ||
    names.has(`${operation.method} ${operation.path}`) ||
    isMethod(operation.method) ||
    patterns.some((pattern) => pattern.test(operation.path)) ||
    tagsOf(operation).some((tag) => tags.includes(tag)) ||
    (deprecated && operation.definition['deprecated'] === true);
}

/** Returns a predicate that is true for a case that is left out: one of its steps, of any role, sends what is excluded. */
export function caseExclusion(
  { operations }: Pick<Description, 'operations'>,
  exclusion: Exclusion,
): (one: Case) => boolean {
  const { phases = [], methods = [], paths = [], operations: names = [], cases = [] } = exclusion;
  const ids = new Set(operations.filter(operationExclusion(exclusion)).map(({ id }) => id));
  const patterns = paths.map(globPattern);
  const isMethod = methodIn(methods);
  // methods that are not documented have no operation, but `METHOD /path`
  const isNamed = ({ operationId }: Case) =>
    names.includes(operationId) || patterns.some((pattern) => pattern.test(operationId.replace(/^\S+ /, '')));
  return (one) =>
    phases.includes(one.phase) ||
    cases.some((pattern) => fitsPattern(one, pattern)) ||
    isNamed(one) ||
    one.steps.some(({ operationId, request }) => ids.has(operationId ?? '') || isMethod(request.method));
}

/** Returns a narrowing that also leaves out what is excluded: excluding wins over including. */
export function withoutExcluded<Options extends Narrowing>(
  description: Pick<Description, 'operations'>,
  narrowing: Options,
  exclusion: Exclusion,
): Options {
  const { isOperationWanted = () => true, filter = () => true } = narrowing;
  const ids = new Set(description.operations.filter(operationExclusion(exclusion)).map(({ id }) => id));
  const isExcluded = caseExclusion(description, exclusion);
  return {
    ...narrowing,
    isOperationWanted: (id: string) => !ids.has(id) && isOperationWanted(id),
    filter: (one: Case) => !isExcluded(one) && filter(one),
  };
}

function methodIn(methods: readonly string[]): (method: string) => boolean {
  const known = new Set(methods.map((method) => method.toUpperCase()));
  return (method) => known.has(method.toUpperCase());
}
