import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PETS, petsServer } from '../../contract/pets.ts';
import { folderWith, run } from '../command.ts';
import { serveHttp } from '../servers.ts';

const folder = folderWith({ 'pets.json': PETS });

const suite = (...args: string[]) => run(['test', 'pets.json', ...args], { cwd: folder });

async function listed(...args: string[]): Promise<readonly string[]> {
  const { stdout } = await suite('--list', ...args);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/ {2}.*/, ''));
}

async function servePets(pause = 0) {
  const { handle } = petsServer(['rex']);
  return serveHttp(async (request, response) => {
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
    const { method = '', url: target = '' } = request;
    const { status, headers, body } = await handle({ method, target, headers: {}, body: new Uint8Array(0) });
    response.writeHead(status, headers as Record<string, string>);
    return response.end(body);
  });
}

describe('choosing what is run', () => {
  test('by phase and tag, each of which may be given several times', async () => {
    const all = await listed();
    const negatives = await listed('--phase', 'negatives');
    const boundaries = await listed('--phase', 'boundaries');
    expect(negatives.length).toBeGreaterThan(0);
    expect(await listed('--phase', 'negatives', '--phase', 'boundaries')).toHaveLength(
      negatives.length + boundaries.length,
    );
    const toys = await listed('--tag', 'toys');
    expect(toys.length).toBeLessThan(all.length);
    expect(toys.every((id) => /toys/i.test(id) || id.includes('getToy'))).toBe(true);
    expect(await listed('--tag', 'toys', '--tag', 'pets')).toEqual(all);
  });

  test('by number, spread over the operations', async () => {
    const few = await listed('--max-cases', '4', '--safety', 'read-only');
    expect(few).toHaveLength(4);
    expect(few.map((id) => id.split('/')[1])).toEqual(['getPet', 'getToy', 'listPets', 'listToys']);
    const operations = await listed('--operation', 'getPet', '--operation', 'getToy', '--max-cases', '6');
    expect(operations.filter((id) => id.includes('/getPet/'))).toHaveLength(3);
  });

  test.each([
    [['--phase', 'negative'], /--phase negative: give one of .*; did you mean negatives\?/],
    [['--tag', 'toy'], /--tag toy: no operation has that tag; did you mean toys\?/],
    [['--max-cases', '0'], /--max-cases 0: give a whole number from 1/],
    [['--budget', 'soon'], /--budget soon: give a time such as 60s or 5m/],
    [['--phase', 'examples'], /there is nothing to run: no case fits --phase examples/],
  ])('%j is refused with what to do', async (args, message) => {
    const { code, stderr } = await suite(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('--dry-run', () => {
  test('prints a script that sends what a run would send, and sends nothing', async () => {
    const { url, requests } = await servePets();
    const only = ['--only', 'pets/getPet/valid/*', '--target', url];
    const { code, stdout } = await suite('--dry-run', ...only);
    expect({ code, requests }).toEqual({ code: 0, requests: [] });
    expect(stdout).toMatch(
      /^# pets on http:\S+ \(full\): 2 cases, 4 requests, plan [0-9a-f]{16}; nothing was sent$/m,
    );
    expect(stdout).toContain('# pets/getPet/valid/required-only: only what is required\n');
    expect(stdout).toContain(
      `petId=$(curl -s -H 'accept: application/json' ${url}/pets | jq -r '.pets[0].id // `,
    );
    expect(() => execFileSync('sh', ['-n'], { input: stdout })).not.toThrow();
    const { stdout: report } = await suite(...only);
    const [, hash = ''] = /plan ([0-9a-f]{16})/.exec(stdout) ?? [];
    expect(report).toContain(`plan ${hash}`);
  });

  test('shows credentials as variables only', async () => {
    const args = [
      'test',
      'rocketchat',
      '--dry-run',
      '--header',
      'X-Auth-Token: s3cret',
      '--header',
      'X-T: s3cret',
    ];
    const { stdout, stderr } = await run(args);
    expect(stdout).toContain('-H "X-Auth-Token: $STUNTDOUBLE_AUTH_TOKEN"');
    expect(stdout).toMatch(/-X DELETE .*"http:\/\/127\.0\.0\.1:3000\/api\/v1\/livechat\/department\/\$_id"/);
    expect(stdout + stderr).not.toContain('s3cret');
  });
});

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
