import { PHASES } from '../../contract/case/case.ts';
import { CHECKS, type CheckId } from '../../contract/case/finding.ts';
import type { Exclusion } from '../../contract/plan/exclude.ts';
import { tagsOf } from '../../contract/plan/narrow-cases.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { OptionDefinitions, ParsedArguments } from './arguments.ts';
import { didYouMean } from './did-you-mean.ts';
import { someOf } from './option-values.ts';

/** The options that leave something out of a run. */
export const EXCLUDE_OPTIONS = {
  'exclude-operation': { type: 'string', multiple: true },
  'exclude-path': { type: 'string', multiple: true },
  'exclude-tag': { type: 'string', multiple: true },
  'exclude-method': { type: 'string', multiple: true },
  'exclude-case': { type: 'string', multiple: true },
  'exclude-phase': { type: 'string', multiple: true },
  'exclude-check': { type: 'string', multiple: true },
  'exclude-deprecated': { type: 'boolean' },
} as const satisfies OptionDefinitions;

const CHECK_IDS = Object.keys(CHECKS) as readonly CheckId[];

export function readExcludeOptions(given: ParsedArguments, faults: string[]): Required<Exclusion> {
  const { list, flag } = given;
  return {
    operations: list('exclude-operation'),
    paths: list('exclude-path'),
    tags: list('exclude-tag'),
    methods: list('exclude-method'),
    cases: list('exclude-case'),
    phases: someOf(given, 'exclude-phase', PHASES, faults),
    checks: someOf(given, 'exclude-check', CHECK_IDS, faults),
    deprecated: flag('exclude-deprecated') === true,
  };
}

/** True where something is left out. */
export function isExcluding({ deprecated, ...lists }: Required<Exclusion>): boolean {
  return deprecated || Object.values(lists).some(({ length }) => length > 0);
}

/** Returns a line for each operation and tag that no description has: a misspelt one would be sent. */
export function exclusionFaults(
  { operations, tags }: Required<Exclusion>,
  known: readonly Operation[],
): readonly string[] {
  const names = new Set(known.flatMap(({ id, method, path }) => [id, `${method} ${path}`]));
  const knownTags = new Set(known.flatMap(tagsOf));
  return [
    ...operations
      .filter((name) => !names.has(name))
      .map(
        (name) => `--exclude-operation ${name}: there is no such operation${didYouMean(name, [...names])}`,
      ),
    ...tags
      .filter((tag) => !knownTags.has(tag))
      .map((tag) => `--exclude-tag ${tag}: no operation has that tag${didYouMean(tag, [...knownTags])}`),
  ];
}
