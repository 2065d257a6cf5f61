import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from '@jest/globals';
import { OPERATOR_NAMES } from '../../../src/contract/strength/model/operators.ts';
import type { StrengthReport } from '../../../src/contract/strength/report/strength-report.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { BOATS } from './boats.ts';

const WEATHER = { ...BOATS, paths: { '/weather': BOATS.paths['/weather'] } };

const folder = folderWith({ 'weather.json': JSON.stringify(WEATHER), 'boats.json': JSON.stringify(BOATS) });

const strength = (...args: readonly string[]) => run(['strength', ...args], { cwd: folder });

function reportIn(file: string): StrengthReport | undefined {
  const text = readFileSync(join(folder, file), 'utf8');
  const { reports } = JSON.parse(text) as { readonly reports: readonly StrengthReport[] };
  return reports[0];
}

const SCHEMA = new URL('../../../schemas/strength-report.schema.json', import.meta.url);

describe('stuntdouble strength', () => {
  test('prints the score of each operator, and writes a report that fits its schema', async () => {
    const { code, stdout } = await strength('weather.json', '--jobs', '2', '--json', 'weather-report.json');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}member-retyped +\d+ of +\d+ +100\.0 %/m);
    expect(stdout).toMatch(
      /^Strength {2}passed: .* of the forbidden breaks found \(seed 1, plan [0-9a-f]{16}, /m,
    );
    const validate = new Ajv2020({ strict: false }).compile(
      JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
    );
    validate(JSON.parse(readFileSync(join(folder, 'weather-report.json'), 'utf8')));
    expect(validate.errors).toBeNull();
    const report = reportIn('weather-report.json');
    expect(report?.survivors).toEqual([]);
    expect(report?.score.killed).toBeGreaterThan(50);
  });

  test('says the same with one thread and with three', async () => {
    await strength('weather.json', '--jobs', '1', '--json', 'one.json');
    await strength('weather.json', '--jobs', '3', '--json', 'three.json');
    const [one, three] = ['one.json', 'three.json'].map((file) => ({ ...reportIn(file), run: undefined }));
    expect(three).toEqual(one);
  });

  test('tries a sample of some operators, the same for a seed', async () => {
    const args = ['boats.json', '--operators', 'create-lost,member-null', '--sample', '5', '--jobs', '1'];
    await strength(...args, '--json', 'some.json');
    await strength(...args, '--json', 'again.json');
    const [some, again] = [reportIn('some.json'), reportIn('again.json')];
    expect(some?.breaks.tried).toBe(5);
    expect(some?.operators.map(({ operator }) => operator)).toEqual(['member-null', 'create-lost']);
    expect(again?.killed).toEqual(some?.killed);
  });

  test('fails below a floor, and says so', async () => {
    const free = { ...WEATHER, security: [] };
    const place = folderWith({ 'free.json': JSON.stringify(free) });
    const { code, stdout } = await run(
      ['strength', 'free.json', '--operators', 'role-ignored', '--min-strength', '97%'],
      { cwd: place },
    );
    expect(stdout).toContain('failed: no forbidden break was tried');
    expect(code).toBe(1);
  });

  test('refuses what it does not know', async () => {
    const { code, stderr } = await strength('weather.json', '--operators', 'member-nul', '--jobs', '0');
    expect(stderr).toContain('--operators member-nul: there is no such operator; did you mean member-null?');
    expect(stderr).toContain('--jobs 0: give a whole number from 1 to 256');
    expect(code).toBe(2);
    expect((await strength('weather.json', '--target', 'http://127.0.0.1:1')).code).toBe(2);
  });

  test('has a help text with each operator', async () => {
    const { stdout, code } = await strength('--help');
    expect(code).toBe(0);
    expect(OPERATOR_NAMES.filter((name) => !stdout.includes(`    ${name} `))).toEqual([]);
  });
});
