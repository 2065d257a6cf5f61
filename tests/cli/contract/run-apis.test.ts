import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folder, suite, servePets } from './pets-suite.ts';

describe('--budget', () => {
  test('ends a run with what it has, which is no failure', async () => {
    const { url, requests } = await servePets(300);
    const args = ['--target', url, '--budget', '2', '--concurrency', '1', '--json', 'report.json'];
    const { code, stdout } = await suite(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/! the budget of 2 s was over: \d+ cases not run/);
    expect(stdout).toMatch(/Verdict +passed: nothing was found, in \d+ of \d+ cases/);
    const { reports } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
      reports: [{ budget: { notRun: number }; cases: unknown[]; counts: { planned: number } }];
    };
    const [{ budget, cases, counts }] = reports;
    expect(budget.notRun).toBe(counts.planned - cases.length);
    expect(requests.length).toBeLessThan(counts.planned);
  });

  test('that is over before anything was run says so', async () => {
    const { url } = await servePets();
    const { code, stdout } = await suite('--target', url, '--budget', '0.001ms');
    expect(code).toBe(1);
    expect(stdout).toMatch(/Verdict +blocked: the budget was over before any case was run/);
  });
});
