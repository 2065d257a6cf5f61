import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { serve, type Serving } from '../../cli/command.ts';
import { codeBlocksOf, ROOT, type Page } from './pages.ts';

const root = fileURLToPath(ROOT);
/** `--json` came with curl 7.82. */
export const hasCurl = spawnSync('curl', ['--json', '{}', '--version']).status === 0;

/** What a reader pastes, and what the page says comes of it; undefined where it says nothing. */
interface Step {
  readonly at: string;
  readonly commands: string;
  readonly output: string | undefined;
}

/**
 * Returns what is pasted from a page: the blocks of `sh` that begin with a command which is there, each with the block of
 * `text` that stands right behind it. Those that begin with `stuntdouble` have names that a reader replaces.
 */
function stepsOf(page: Page): readonly Step[] {
  const lines = page.text.split('\n');
  const blocks = codeBlocksOf(page);
  return blocks.flatMap(({ language, code, line }, index) => {
    if (language !== 'sh' || !/^(npx|npm|curl) /.test(code)) return [];
    const next = blocks[index + 1];
    const end = line + code.split('\n').length; // that of its closing fence
    const isBehind = next?.language === 'text' && lines.slice(end, next.line - 1).every((one) => one === '');
    return [{ at: `${page.path}:${line}`, commands: code.trim(), output: isBehind ? next.code : undefined }];
  });
}

/** Returns a pattern of what a page shows: `…` stands for anything, and alone in a line for any lines, or none. */
export function pattern(shown: string): RegExp {
  const literal = shown.trimEnd().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const lines = literal.replaceAll(/(^|\n)…\n/g, String.raw`$1(?:[^]*?\n)?`);
  return new RegExp(`^${lines.replaceAll('…', '[^]*?')}$`);
}

/** What pasted commands leave. `code` is their exit code, undefined for 0. */
interface Pasted {
  readonly stdout: string;
  readonly code?: number;
}

/** The exit code of a run that has found something, which a page may well show. */
const FINDINGS = 1;

/** Where a reader pastes: mocks that are started serve until the end, on free ports in the place of those in the page. */
export class Terminal {
  readonly #served = new Map<string, Serving>();
  readonly #folder: string;

  /** The working directory is that of the repository, unless another is given. */
  constructor(folder: string = root) {
    this.#folder = folder;
  }

  /** Returns what the commands print, with the ports of the page. */
  async paste(commands: string): Promise<string> {
    const [, mock] =
      /^(?:npx )?stuntdouble (mock .*)$/.exec(
        commands.replace(/^npm start$/, 'npx stuntdouble mock --port 3000'),
      ) ?? [];
    if (mock !== undefined) return this.#start(mock.split(' '));
    const pasted = this.#actual(commands).replaceAll('npx stuntdouble', `'${process.execPath}' dist/cli.cjs`);
    const env = { ...process.env, NO_COLOR: '1', TERM: 'dumb' };
    const running: Promise<Pasted> = promisify(execFile)('bash', ['-c', pasted], { cwd: this.#folder, env });
    const { stdout, code = 0 } = await running.catch((error: unknown) => error as Pasted);
    if (code > FINDINGS) throw new Error(`${commands}: exit code ${code}\n${stdout}`);
    return this.#written(stdout.replaceAll('\r', '')).trimEnd();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#served.values()].map((mock) => mock.stop()));
  }

  async #start([, ...args]: readonly string[]): Promise<string> {
    const port = args[args.indexOf('--port') + 1] ?? '';
    const mock = await serve(args.toSpliced(args.indexOf('--port'), 2), { cwd: this.#folder });
    this.#served.set(port, mock);
    return this.#written(mock.stdout()).trim();
  }

  #actual(text: string): string {
    return [...this.#served].reduce(
      (all, [port, { url }]) => all.replaceAll(`:${port}`, `:${new URL(url).port}`),
      text,
    );
  }

  #written(text: string): string {
    return [...this.#served].reduce(
      (all, [port, { url }]) => all.replaceAll(`:${new URL(url).port}`, `:${port}`),
      text,
    );
  }
}

/** Makes a test of each block that a reader of the page pastes, one after the other, in this repository. */
export function testPasted(page: Page): void {
  if (!hasCurl) {
    test.skip('what is pasted from the pages: there is no curl', () => undefined);
    return;
  }
  describe(`what is pasted from ${page.path}`, () => {
    const terminal = new Terminal();
    afterAll(() => terminal.close());

    test.each(stepsOf(page).map(({ at, commands, output }) => [at, commands, output] as const))(
      '%s: %s',
      async (_, commands, output) => {
        const printed = await terminal.paste(commands);
        if (output !== undefined) expect(printed).toMatch(pattern(output));
      },
    );
  });
}
