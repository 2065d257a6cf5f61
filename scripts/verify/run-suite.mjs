// Runs the built command on a server.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

/**
 * Runs `stuntdouble test` with these arguments, and returns its exit code and the report of its one description, which is
 * left in a file. `output`: `inherit` prints what it prints, `ignore` does not, `pipe` returns it as `text`.
 */
export async function runSuite(args, { file, output = 'inherit', signal }) {
  rmSync(file, { force: true });
  const child = spawn(process.execPath, ['dist/cli.cjs', 'test', ...args, '--json', file], {
    stdio: ['ignore', output, 'inherit'],
    signal,
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part) => (text += part));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { code, text, report: JSON.parse(readFileSync(file, 'utf8')).reports[0] };
}
