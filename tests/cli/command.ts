import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** In milliseconds. Long enough for a busy machine: what works takes none of it. */
const PATIENCE = 120_000;

/** The result of a command. `code` is null when a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A mock that serves. */
export interface Serving {
  readonly url: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves once the output holds the text, rejects when it does not come. */
  readonly says: (text: string | RegExp) => Promise<void>;
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>;
}

const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

export interface Place {
  /** The working directory. */
  readonly cwd?: string;
  /** The file of the command; default: the one that was built. */
  readonly cli?: string;
  /** Environment variables beside, or in place of, those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the command reads from its standard input. Default: nothing. */
  readonly input?: string;
}

/** Runs `stuntdouble` with these arguments to its end. */
export function run(args: readonly string[], place: Place = {}): Promise<Ended> {
  return start(args, place).ended;
}

/** Runs `stuntdouble mock --port 0` with these arguments, and waits until it listens. */
export async function serve(args: readonly string[], place: Place = {}): Promise<Serving> {
  const { child, ended, output } = start(['mock', '--port', '0', ...args], place);
  const says = (text: string | RegExp) =>
    waitUntil(() => holds(output.stdout + output.stderr, text), String(text));
  await Promise.race([says('Ctrl-C stops'), ended]);
  const url = /Listening on (\S+)/.exec(output.stdout)?.[1];
  if (url === undefined) throw new Error(`it does not serve: ${output.stdout}${output.stderr}`);
  return {
    url,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    says,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs `stuntdouble` with these arguments, and lets it run. */
export function start(args: readonly string[], { cwd, cli = CLI, env: own = {}, input = '' }: Place = {}) {
  const env = { ...process.env, NO_COLOR: '1', ...own };
  const child = spawn(process.execPath, [cli, ...args], { cwd, env, stdio: 'pipe' });
  child.stdin.end(input);
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, ...output });
    });
  });
  return { child, ended, output };
}

function holds(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

/** Waits until the condition is true, which it checks every few milliseconds. @throws Error when that does not happen */
export async function waitUntil(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
