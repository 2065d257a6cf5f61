import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { folderWith, write } from '../../temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A temporary folder with packages of the registry. */
export interface Installed {
  readonly folder: string;
  /** Returns the output of a program in the folder. @throws Error with all its output when it fails */
  readonly run: (command: string, ...args: readonly string[]) => Promise<string>;
  /** Writes a file into the folder. */
  readonly save: (name: string, content: unknown) => void;
  /** Checks the types of a module in TypeScript, runs it, and returns what it prints as JSON, parsed. */
  readonly use: (name: string, source: string) => Promise<unknown>;
}

/** Installs packages into a new folder. */
export async function install(...packages: readonly string[]): Promise<Installed> {
  const folder = folderWith({ 'package.json': { name: 'client', private: true, type: 'module' } });
  const run = (command: string, ...args: readonly string[]) => output(folder, command, args);
  await run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...packages);
  return {
    folder,
    run,
    save: (name, content) => write(join(folder, name), content),
    use: async (name, source) => {
      write(join(folder, `${name}.ts`), source);
      await run(process.execPath, join(ROOT, 'node_modules/typescript/bin/tsc'), ...CHECK, `${name}.ts`);
      await run(process.execPath, '-e', BUNDLE, ROOT, name);
      return JSON.parse(await run(process.execPath, `${name}.mjs`)) as unknown;
    },
  };
}

const CHECK = [
  '--strict',
  '--noEmit',
  '--skipLibCheck',
  '--target',
  'es2023',
  '--lib',
  'es2023,dom,dom.iterable',
].concat(['--module', 'preserve', '--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')]);

/** Node 20 runs no TypeScript, so the module is bundled with what it imports from its own folder. */
const BUNDLE = `const [root, name] = process.argv.slice(1);
require(root + 'node_modules/esbuild').buildSync({ entryPoints: [name + '.ts'], outfile: name + '.mjs', bundle: true,
  packages: 'external', platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });`;

async function output(cwd: string, command: string, args: readonly string[]): Promise<string> {
  const program = command === 'npm' && process.platform === 'win32' ? 'npm.cmd' : command;
  try {
    const env = { ...process.env, NO_COLOR: '1' };
    return (await promisify(execFile)(program, args, { cwd, env, maxBuffer: 2 ** 26, timeout: 180_000 }))
      .stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
