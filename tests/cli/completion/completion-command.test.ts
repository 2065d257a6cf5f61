import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { once } from '../../../src/base/memoise.ts';
import { COMMANDS, optionsOfCommands } from '../../../src/cli/commands.ts';
import { folderWith, write } from '../../temporary-folder.ts';
import { run } from '../command.ts';

const folder = folderWith({ 'petstore.yaml': '' });

const scripts = once(async () => {
  const shells = ['bash', 'zsh', 'fish'] as const;
  const printed = await Promise.all(shells.map((shell) => run(['completion', shell])));
  for (const [index, { stdout }] of printed.entries()) write(join(folder, shells[index] ?? ''), stdout);
  return Object.fromEntries(shells.map((shell, index) => [shell, printed[index]?.stdout ?? '']));
});

/** Returns what bash offers for the last of the words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  await scripts();
  const script = `source ./bash; COMP_WORDS=(stuntdouble "$@"); COMP_CWORD=$#; _stuntdouble; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const said = execFileSync('bash', ['-c', script, 'bash', ...words], { cwd: folder, encoding: 'utf8' });
  return said.split('\n').filter((line) => line !== '');
}

function has(shell: string): boolean {
  try {
    execFileSync(shell, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('the completion of bash', () => {
  test('offers the commands, and the options of each', async () => {
    expect(await offered('')).toEqual(Object.keys(COMMANDS));
    expect(await offered('pa')).toEqual(['parity']);
    for (const [name, options] of await optionsOfCommands()) {
      const words = await offered(name, '--');
      expect(words).toEqual(expect.arrayContaining(Object.keys(options).map((option) => `--${option}`)));
    }
    expect(await offered('test', '--no-ins')).toEqual(['--no-insecure']);
  });

  test('offers the values of an option, the bundled names, and files', async () => {
    expect(await offered('test', '--safety', '')).toEqual(['read-only', 'create-own', 'full']);
    expect(await offered('test', '--min-coverage', 'con')).toEqual(['constraints=']);
    expect(await offered('mock', 'rock')).toEqual(['rocketchat']);
    expect(await offered('mock', 'pet')).toEqual(['petstore.yaml']);
    expect(await offered('completion', 'z')).toEqual(expect.arrayContaining(['zsh']));
  });
});

describe('the completions of other shells', () => {
  test.each(['zsh', 'fish'])('%s has each command and option', async (shell) => {
    const script = (await scripts())[shell] ?? '';
    for (const [name, options] of await optionsOfCommands()) {
      expect(script).toContain(name);
      for (const option of Object.keys(options)) expect(script).toMatch(new RegExp(`(--|-l )${option}\\b`));
    }
  });

  for (const shell of ['zsh', 'fish']) {
    if (has(shell)) {
      test(`${shell} reads its own`, async () => {
        await scripts();
        expect(execFileSync(shell, ['-n', shell], { cwd: folder, encoding: 'utf8' })).toBe('');
      });
    } else {
      // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
      test.skip(`${shell} reads its own: there is no ${shell}`, () => undefined);
    }
  }

  test('an unknown shell is refused', async () => {
    const { code, stderr } = await run(['completion', 'fisch']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('one of bash, zsh, fish')]);
  });
});
