import { existsSync, readFileSync } from 'node:fs';
import { isObject } from '../../base/json.ts';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { caseOfFinding } from '../../contract/report/finding-id.ts';
import { readTestOptions, TEST_OPTIONS, type TestTask } from '../contract/test-options.ts';
import type { ParsedArguments } from '../options/arguments.ts';
import type { LoadedConfig } from '../options/config-file.ts';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';

const {
  only: _only,
  operation: _operation,
  list: _list,
  phase: _phase,
  tag: _tag,
  'max-cases': _maxCases,
  budget: _budget,
  'dry-run': _dryRun,
  json: _json,
  junit: _junit,
  concurrency: _concurrency,
  'fail-on': _failOn,
  baseline: _baseline,
  'update-baseline': _updateBaseline,
  ...COMMON
} = TEST_OPTIONS;

/** What decides how a case is made and sent, as for `test`, and where its findings stand. */
export const REPLAY_OPTIONS = { ...COMMON, report: { type: 'string' } } as const;

/** Findings of one description, to be looked at again. */
export interface ReplayTask {
  /** Ids of findings, or of cases. */
  readonly ids: readonly string[];
  readonly test: TestTask;
}

/** Settings may narrow a run; a finding is looked for among all cases. */
const EVERYTHING = { only: [], operations: [], phases: [], tags: [], maxCases: undefined } as const;

/** @throws UsageError that says what is wrong with them */
export function readReplayOptions(given: ParsedArguments, config?: LoadedConfig): readonly ReplayTask[] {
  const read = (one: ParsedArguments) => ({ ...readTestOptions(one, config), ...EVERYTHING });
  const file = given.text('report');
  if (file !== undefined) return tasksOfReport(given, file, read);
  const [id, ...descriptions] = given.positionals;
  if (id === undefined) {
    throw new UsageError('replay takes the id of a finding, as stuntdouble test prints it, or --report FILE');
  }
  const positionals = descriptions.length > 0 ? descriptions : bundledOf(id);
  return [{ ids: [id], test: read({ ...given, positionals }) }];
}

/** The bundled API that an id begins with; where it is none, all of them. */
function bundledOf(id: string): readonly string[] {
  return BUNDLED_NAMES.filter((name) => id.startsWith(`${name}/`));
}

/** What a run was, and what it found, as far as it is needed to do that again. */
interface Recorded {
  readonly source: string;
  readonly target: string;
  readonly seed: number;
  readonly safety: string;
  readonly findings: readonly { readonly id: string; readonly cases: readonly string[] }[];
}

/** One per report that has what is wanted; what the command line says counts more than what the report does. */
function tasksOfReport(
  given: ParsedArguments,
  file: string,
  read: (given: ParsedArguments) => TestTask,
): readonly ReplayTask[] {
  const reports = readReports(file);
  const [id, ...descriptions] = wantedIn(reports, given.positionals);
  const tasks = reports.flatMap((report): readonly ReplayTask[] => {
    const ids = report.findings
      .filter((finding) => id === undefined || isMeant(finding, id))
      .map((finding) => (id === undefined ? finding.id : id));
    const [first] = ids;
    if (first === undefined) return [];
    const positionals = descriptions.length > 0 ? descriptions : [report.source];
    const test = read({ ...given, positionals, text: textIn(given, report) });
    return [{ ids: id === undefined ? ids : [first], test }];
  });
  if (tasks.length === 0 && id !== undefined) {
    throw new UsageError(`--report ${file}: it has no finding ${id}`);
  }
  return tasks;
}

/** The first of the arguments is an id only where a finding of the report has it. */
function wantedIn(
  reports: readonly Recorded[],
  positionals: readonly string[],
): readonly [string | undefined, ...string[]] {
  const [first, ...others] = positionals;
  const isDescription = first !== undefined && existsSync(first);
  const isKnown = reports.some(({ findings }) => findings.some((finding) => isMeant(finding, first ?? '')));
  if (first === undefined || (isDescription && !isKnown)) return [undefined, ...positionals];
  return [first, ...others];
}

function isMeant(finding: Recorded['findings'][number], id: string): boolean {
  return finding.id === id || (caseOfFinding(id) === id && finding.cases.includes(id));
}

function textIn(given: ParsedArguments, { target, seed, safety }: Recorded): ParsedArguments['text'] {
  const recorded: Readonly<Record<string, string>> = {
    seed: String(seed),
    safety,
    ...(/^https?:/.test(target) && { target }),
  };
  return (name) => given.text(name) ?? recorded[name];
}

const NO_REPORT = 'this is no report that stuntdouble test --json has written';

function readReports(file: string): readonly Recorded[] {
  const content = contentOf(file);
  const reports: unknown = isObject(content) ? content['reports'] : undefined;
  if (!Array.isArray(reports) || !reports.every(isRecorded)) {
    throw new UsageError(`--report ${file}: ${NO_REPORT}`);
  }
  return reports;
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const reason = error instanceof SyntaxError ? NO_REPORT : explainFileError(error);
    throw new UsageError(`--report ${file}: ${reason}`, { cause: error });
  }
}

function isRecorded(report: unknown): report is Recorded {
  if (!isObject(report)) return false;
  const { source, target, seed, safety, findings } = report;
  const isRun = [source, target, safety].every((one) => typeof one === 'string') && typeof seed === 'number';
  return isRun && Array.isArray(findings) && findings.every(isRecordedFinding);
}

function isRecordedFinding(finding: unknown): boolean {
  return isObject(finding) && typeof finding['id'] === 'string' && Array.isArray(finding['cases']);
}
