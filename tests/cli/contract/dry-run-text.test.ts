import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { run } from '../command.ts';
import { suite, servePets } from './pets-suite.ts';

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
    expect(stdout).not.toContain('# items are created'); // they only read
    expect(() => execFileSync('sh', ['-n'], { input: stdout })).not.toThrow();
    const { stdout: report } = await suite(...only);
    const [, hash = ''] = /plan ([0-9a-f]{16})/.exec(stdout) ?? [];
    expect(report).toContain(`plan ${hash}`);
  });

  test.each(['createDepartment/sequence/lifecycle', 'getDepartment/valid/required-only'])(
    'says that it has the first request of a set-up: %s',
    async (id) => {
      const { stdout } = await run(['test', 'rocketchat', '--dry-run', '--only', `rocketchat/${id}`]);
      expect(stdout).toContain(
        '# items are created with the first request of their set-up: a run tries others',
      );
    },
  );

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
    expect(stdout).toContain(
      '# items are created with the first request of their set-up: a run tries others where that one is refused\n',
    );
    expect(stdout).toMatch(/-X DELETE .*"http:\/\/127\.0\.0\.1:3000\/api\/v1\/livechat\/department\/\$_id"/);
    expect(stdout + stderr).not.toContain('s3cret');
  });
});
