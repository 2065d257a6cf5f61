import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from '@jest/globals';
import type { PublishedRun } from '../../../../src/contract/report/publish-report.ts';
import { jsonReport } from '../../../../src/contract/report/render/json-report.ts';
import { readBody } from '../../../../src/http/message.ts';
import {
  asIs,
  bareDepartment,
  failsDeletion,
  onQueue,
  refusesCreation,
  runBroken,
  type Change,
} from '../broken-runs.ts';

describe('the JSON report', () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL('../../../../schemas/contract-report.schema.json', import.meta.url), 'utf8'),
  );
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema as object);

  test.each<[string, () => Promise<PublishedRun>]>([
    ['of a success', () => runBroken(asIs)],
    ['of findings', () => runBroken(bareDepartment)],
    ['of blocked cases', () => runBroken(refusesCreation)],
    ['of leftovers', () => runBroken(failsDeletion)],
    ['of a target that cannot be reached', () => runBroken(() => Promise.reject(new Error('gone')))],
    ['of an interrupted run', () => runBroken(asIs, { signal: AbortSignal.abort() })],
  ])('%s fits its schema', async (_, run) => {
    const { report } = await run();
    validate(JSON.parse(jsonReport([report])));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('contains no bytes, and only an excerpt of a long response', async () => {
    const { report } = await runBroken(
      async (answer) => ({ ...answer, status: 418, body: await longBody(answer) }),
      { filter: onQueue },
    );
    expect(jsonReport([report])).not.toMatch(/"\d+": \d+/);
    expect(Math.max(...report.findings.map(({ response }) => response?.excerpt.length ?? 0))).toBeLessThan(
      2_100,
    );
  });
});

async function longBody(answer: Parameters<Change>[0]): Promise<Uint8Array> {
  const body = await readBody(answer);
  const whole = new Uint8Array(20_000).fill(32);
  whole.set(body);
  return whole;
}
