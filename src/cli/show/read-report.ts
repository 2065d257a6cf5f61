import { readFileSync } from 'node:fs';
import { isObject } from '../../base/json.ts';
import type { ParityReport } from '../../contract/parity/report/parity-report.ts';
import type { Baseline } from '../../contract/report/findings/baseline.ts';
import type { Shard } from '../../contract/plan/spread/shard.ts';
import type { PublishedReport } from '../../contract/report/published-report.ts';
import { compileOwnSchema } from './compile-own-schema.ts';
import { packageRoot } from '../../mock/server/package/package-root.ts';
import { readJsonFile } from '../sources/json-file.ts';
import { UsageError } from '../options/usage-error.ts';

/** The content of a file that `--json` has written. */
export type ReportFile =
  | {
      readonly kind: 'test';
      readonly reports: readonly PublishedReport[];
      readonly fixed?: Baseline;
      readonly shard?: Shard;
    }
  | { readonly kind: 'parity'; readonly reports: readonly ParityReport[] };

/** Reads a report of `test` or `parity`, whose schemas it has to fit. @throws UsageError */
export function readReport(file: string): ReportFile {
  const content = readJsonFile(file, { noJson: NOT_A_REPORT });
  const kind = kindOf(content);
  if (kind === undefined) throw new UsageError(`${file}: ${NOT_A_REPORT}`);
  const validate = compileOwnSchema(schemaOf(kind));
  if (!validate(content)) {
    const [fault] = validate.errors ?? [];
    throw new UsageError(
      `${file}: ${NOT_A_REPORT} of this version: ${fault?.instancePath} ${fault?.message}; run the tests again, or show it with the version that wrote it`,
    );
  }
  return { ...(content as object), kind } as ReportFile;
}

const NOT_A_REPORT = 'this is no report that stuntdouble test --json or parity --json has written';

function kindOf(content: unknown): ReportFile['kind'] | undefined {
  const reports: unknown = isObject(content) ? content['reports'] : undefined;
  if (!Array.isArray(reports)) return undefined;
  return reports.some((one) => isObject(one) && 'matrix' in one) ? 'parity' : 'test';
}

function schemaOf(kind: ReportFile['kind']): object {
  const name = kind === 'parity' ? 'parity-report' : 'contract-report';
  return JSON.parse(readFileSync(new URL(`schemas/${name}.schema.json`, packageRoot()), 'utf8')) as object;
}
