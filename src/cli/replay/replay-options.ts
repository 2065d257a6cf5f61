import { existsSync } from 'node:fs';
import { isObject } from '../../base/json.ts';
import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import type { Learned } from '../../contract/run/state/run-memory.ts';
import { caseOfFinding } from '../../contract/report/findings/finding-id.ts';
import { CASE_OPTIONS, readTestOptions, type TestTask } from '../contract/test-options.ts';
import type { ParsedArguments } from '../options/arguments.ts';
import type { LoadedConfig } from '../options/config-file.ts';
import { readJsonFile } from '../sources/json-file.ts';
import { UsageError } from '../options/usage-error.ts';
import { isLearned } from './recorded-learned.ts';

/** The options of `test` that a case depends on, and the report that has the findings. */
export const REPLAY_OPTIONS = { ...CASE_OPTIONS, report: { type: 'string' } } as const;

/** Findings of one description whose cases are to be run again. */
export interface ReplayTask {
  /** Ids of findings, or of cases. */
  readonly ids: readonly string[];
  readonly test: TestTask;
  /** What the run of the report had learned of the target. */
  readonly learned?: Learned;
}

/** Undoes what settings narrow, so that a finding is looked for among all cases. */
export const EVERYTHING = { only: [], operations: [], phases: [], tags: [], maxCases: undefined } as const;

/** Reads the options of a command line, the settings and the report. @throws UsageError */
export function readReplayOptions(given: ParsedArguments, config?: LoadedConfig): readonly ReplayTask[] {
  const read = (one: ParsedArguments) => {
    const test = readTestOptions(one, config);
    return { ...test, ...EVERYTHING, exclude: { ...test.exclude, cases: [], phases: [], checks: [] } };
  };
  const file = given.text('report');
  if (file !== undefined) return tasksOfReport(given, file, read);
  const [id, ...descriptions] = given.positionals;
  if (id === undefined) {
    throw new UsageError('replay takes the id of a finding, as stuntdouble test prints it, or --report FILE');
  }
  const positionals = descriptions.length > 0 ? descriptions : bundledOf(id);
  return [{ ids: [id], test: read({ ...given, positionals }) }];
}

/** Returns the bundled API whose name an id begins with; empty, which means all of them, where there is none. */
function bundledOf(id: string): readonly string[] {
  return BUNDLED_NAMES.filter((name) => id.startsWith(`${name}/`));
}

interface RecordedFinding {
  readonly id: string;
  readonly check?: string;
  readonly cases: readonly string[];
  /** Absent in reports of earlier versions. */
  readonly places?: readonly { readonly id: string }[];
}

/** The part of a report that is needed to run its cases again. */
interface RecordedRun {
  readonly source: string;
  readonly target: string;
  readonly seed: number;
  readonly safety: string;
  readonly findings: readonly RecordedFinding[];
  readonly learned?: Learned;
}

/** Returns a task for each report with a wanted finding. Options of the command line override those of the report. */
function tasksOfReport(
  given: ParsedArguments,
  file: string,
  read: (given: ParsedArguments) => TestTask,
): readonly ReplayTask[] {
  const reports = readReports(file);
  const [id, ...descriptions] = splitPositionals(reports, given.positionals);
  const tasks = reports.flatMap((report): readonly ReplayTask[] => {
    const wanted = report.findings
      .filter((finding) => !isReach(finding)) // no case alone can tell
      .filter((finding) => id === undefined || hasId(finding, id));
    const ids = wanted.map((finding) => (id === undefined ? finding.id : id));
    const [first] = ids;
    if (first === undefined) return [];
    const positionals = descriptions.length > 0 ? descriptions : [report.source];
    const test = read({ ...given, positionals, text: textIn(given, report) });
    requireReceiver(wanted, test);
    const { learned = {} } = report;
    return [{ ids: id === undefined ? ids : [first], test, learned }];
  });
  if (tasks.length === 0 && id !== undefined) {
    throw new UsageError(`--report ${file}: it has no finding ${id}`);
  }
  return tasks;
}

/** Separates the id from the descriptions: the first argument is an id unless only a file has that name. */
function splitPositionals(
  reports: readonly RecordedRun[],
  positionals: readonly string[],
): readonly [string | undefined, ...string[]] {
  const [first, ...others] = positionals;
  const isDescription = first !== undefined && existsSync(first);
  const isKnown = reports.some(({ findings }) => findings.some((finding) => hasId(finding, first ?? '')));
  if (first === undefined || (isDescription && !isKnown)) return [undefined, ...positionals];
  return [first, ...others];
}

/** @throws UsageError for findings of callbacks where nobody listens for them: they would count as fixed */
function requireReceiver(findings: readonly RecordedFinding[], { callbacksOn }: TestTask): void {
  const unheard = findings.find(({ check }) => check?.startsWith('callback'));
  if (unheard === undefined || callbacksOn !== undefined) return;
  throw new UsageError(`${unheard.id}: say where callbacks are received, with --callbacks-on URL`);
}

/** True for the finding that an operation was not reached. */
function isReach({ id }: RecordedFinding): boolean {
  return caseOfFinding(id).endsWith('/reach');
}

function hasId(finding: RecordedFinding, id: string): boolean {
  const { places = [] } = finding;
  if (places.some((place) => place.id === id)) return true;
  return finding.id === id || (caseOfFinding(id) === id && finding.cases.includes(id));
}

function textIn(given: ParsedArguments, { target, seed, safety }: RecordedRun): ParsedArguments['text'] {
  const recorded: Readonly<Record<string, string>> = {
    seed: String(seed),
    safety,
    ...(/^https?:/.test(target) && { target }),
  };
  return (name) => given.text(name) ?? recorded[name];
}

const NOT_A_REPORT = 'this is no report that stuntdouble test --json has written';

function readReports(file: string): readonly RecordedRun[] {
  const content = readJsonFile(file, { named: `--report ${file}`, noJson: NOT_A_REPORT });
  const reports: unknown = isObject(content) ? content['reports'] : undefined;
  if (!Array.isArray(reports) || !reports.every(isRecordedRun)) {
    throw new UsageError(`--report ${file}: ${NOT_A_REPORT}`);
  }
  return reports;
}

function isRecordedRun(report: unknown): report is RecordedRun {
  if (!isObject(report)) return false;
  const { source, target, seed, safety, findings, learned } = report;
  const isRun = [source, target, safety].every((one) => typeof one === 'string') && typeof seed === 'number';
  if (learned !== undefined && !isLearned(learned)) return false;
  return isRun && Array.isArray(findings) && findings.every(isFinding);
}

function isFinding(finding: unknown): boolean {
  return isObject(finding) && typeof finding['id'] === 'string' && Array.isArray(finding['cases']);
}
