import { spawnSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { describe, expect, test } from '@jest/globals';
import { folderWith } from '../temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id: string;
      readonly run: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

const action = load(readFileSync(join(ROOT, 'action/action.yml'), 'utf8')) as Action;

const LAMP = {
  openapi: '3.1.0',
  info: { title: 'Lamp', version: '1' },
  paths: {
    '/lamp': {
      get: {
        operationId: 'readLamp',
        responses: {
          200: {
            description: 'a lamp',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['on'], properties: { on: { type: 'boolean' } } },
              },
            },
          },
        },
      },
    },
  },
};

/** Runs the steps of the action as a runner would, and returns what they leave. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const cli = `#!/bin/sh\nexec '${process.execPath}' '${ROOT}dist/cli.cjs' "$@"\n`;
  const folder = folderWith({
    'lamp.json': LAMP,
    'node_modules/.bin/stuntdouble': cli,
    summary: '',
    output: '',
  });
  chmodSync(join(folder, 'node_modules/.bin/stuntdouble'), 0o755);
  const value = (text: string) =>
    text.replace(/\$\{\{ ([\w.]+) \}\}/g, (_, name: string) =>
      name === 'github.action_path'
        ? join(ROOT, 'action')
        : (inputs[name.slice('inputs.'.length)] ??
          action.inputs[name.slice('inputs.'.length)]?.default ??
          ''),
    );
  const files = {
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_OUTPUT: join(folder, 'output'),
    RUNNER_TEMP: folder,
  };
  let [code, log] = [0, ''];
  for (const { run, env } of action.runs.steps) {
    const own = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, value(text)]));
    const ended = await shell(value(run), {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', ...files, ...own },
    });
    [code, log] = [ended.code ?? -1, log + ended.log];
  }
  return {
    folder,
    code,
    log,
    summary: readFileSync(join(folder, 'summary'), 'utf8'),
    outputs: outputsIn(join(folder, 'output')),
  };
}

function shell(script: string, options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
  // a composite step runs so: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
  let log = '';
  child.stdout.on('data', (text) => (log += String(text)));
  child.stderr.on('data', (text) => (log += String(text)));
  return new Promise<{ readonly code: number | null; readonly log: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, log }));
  });
}

/** Returns what a step wrote as its outputs: `name<<END`, the value, and END. */
function outputsIn(file: string): Readonly<Record<string, string>> {
  const matches = readFileSync(file, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...matches].map(([, name, , value]) => [name, value]));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe('the action', () => {
  test('has no input in a script, and each in a variable', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
    const env = action.runs.steps.flatMap((step) => Object.values(step.env));
    for (const name of Object.keys(action.inputs)) expect(env).toContain(`\${{ inputs.${name} }}`);
  });

  test('starts a server, tests it, ends it, and says how that went', async () => {
    const port = await freePort();
    const target = `http://127.0.0.1:${port}`;
    const start = `node_modules/.bin/stuntdouble mock lamp.json --port ${port}`;
    const files = { json: 'r.json', html: 'r.html', sarif: 'out/r.sarif', junit: 'r.xml' };
    const { code, log, summary, outputs, folder } = await runAction({
      description: 'lamp.json',
      start,
      target,
      ...files,
    });
    expect({ code, log }).toEqual({ code: 0, log: expect.stringContaining('Verdict     passed') });
    expect(outputs).toEqual({ 'exit-code': '0', json: 'r.json', html: 'r.html', sarif: 'out/r.sarif' });
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(Object.keys(outputs)));
    expect(summary).toContain('## ✅ Lamp 1: passed');
    expect(
      ['r.json', 'r.html', 'out/r.sarif', 'r.xml'].filter((name) => !existsSync(join(folder, name))),
    ).toEqual([]);
    await expect(fetch(target)).rejects.toThrow();
  });

  test('tests the mock without a target, takes options, and writes SARIF into the folder of the job', async () => {
    const { code, log, outputs, folder } = await runAction({
      description: 'lamp.json',
      shard: '1/2',
      options: '--max-cases\n2',
    });
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(outputs).toEqual({ 'exit-code': '0', sarif: join(folder, 'stuntdouble.sarif') });
  });

  test('reads no input as code, and no value as an option', async () => {
    const hostile = '$(touch hacked)`touch hacked`; touch hacked; "\'';
    const { code, log, folder } = await runAction({
      description: `lamp.json\n${hostile}`,
      safety: '--help',
      baseline: hostile,
      options: hostile,
    });
    expect({ code, log }).toMatchObject({ code: 2 });
    expect(existsSync(join(folder, 'hacked'))).toBe(false);
    expect(log).toContain('--safety --help');
  });

  test('fails with the exit code of the run, and still writes the summary', async () => {
    const start = 'exit 1';
    const { code, outputs } = await runAction({
      description: 'lamp.json',
      start,
      target: `http://127.0.0.1:${await freePort()}`,
    });
    expect([code, outputs['exit-code']]).toEqual([3, '3']);
    expect((await runAction({ description: 'lamp.json', start })).code).toBe(2);
  });
});

describe('the image', () => {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').split('\n');

  test('is on Debian, runs as a user without rights, and has a health check', () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last[0]).toMatch(/^FROM node:\d+-bookworm-slim$/);
    expect(last).toContain('USER node');
    expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
  });

  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) {
    test('is built, and serves', () => {
      const docker = (...args: readonly string[]) =>
        spawnSync('docker', args, { cwd: ROOT, encoding: 'utf8' });
      expect(docker('build', '--quiet', '--tag', 'stuntdouble-test', '.').stderr).toBe('');
      expect(docker('run', '--rm', 'stuntdouble-test', '--version').stdout).toMatch(/^\d+\.\d+\.\d+/);
      expect(docker('run', '--rm', '--entrypoint', 'id', 'stuntdouble-test', '-un').stdout).toBe('node\n');
    });
  } else {
    // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
    test.skip('is built, and serves: there is no docker', () => undefined);
  }
});
