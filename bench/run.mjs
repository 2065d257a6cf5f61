// Measures on this Node and on Node 24, and writes bench/RESULTS.md, bench/growth.svg and bench/reached.json:
// `npm run bench`. With `-- --peers`, other mock servers are installed into a temporary folder and measured beside the mock.
// `-- --quick` measures each thing once on this Node, in less than a minute, shows that all of it works, and writes nothing.
// `-- --floors [FILE]` checks that the mock still reaches what reached.json says, and leaves the outcome in a file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { pictureOf } from './report/picture.mjs';
import { reportOf } from './report/report.mjs';
import { sharesOf } from './report/shares.mjs';

/** The version of Node that decides, since most users run it or a newer one. */
const DECIDING = '24';

const fileAt = (path) => fileURLToPath(new URL(path, import.meta.url));
const isQuick = process.argv.includes('--quick');
const peers = process.argv.includes('--peers') ? ['--peers'] : [];
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'));
try {
  if (process.argv.includes('--floors')) await import('./floors.mjs');
  else if (isQuick) process.stdout.write(await formatted(await measure([], 'quick', peers), []));
  else await measureBoth();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureBoth() {
  const isDeciding = process.version.startsWith(`v${DECIDING}.`);
  const deciding = [fileAt('../scripts/with-node.mjs'), DECIDING, 'node'];
  const main = await measure(isDeciding ? [] : deciding, 'full', peers);
  if (main === undefined)
    process.stderr.write(`Node ${DECIDING} could not be had: this one is measured alone\n`);
  const own =
    main === undefined || !isDeciding
      ? await measure([], main === undefined ? 'full' : 'less', [])
      : undefined;
  const [first, ...others] = [main, own].filter((one) => one !== undefined);
  const text = await formatted(first, others);
  process.stdout.write(text);
  writeFileSync(fileAt('RESULTS.md'), text);
  writeFileSync(fileAt('growth.svg'), pictureOf(first));
  if (main === undefined) return;
  const reached = ['inferred', 'bundled', 'persist'].flatMap((one) => sharesOf(`${one} `, main[one]));
  const rounded = reached.map(([name, share]) => [name, Number(share.toFixed(3))]);
  writeFileSync(fileAt('reached.json'), `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
}

/** Measures in a process of its own; undefined where the Node that `runner` runs could not be had. */
async function measure(runner, size, further) {
  const file = join(folder, `${size}.json`);
  const args = [...runner, fileAt('measure-all.mjs'), file, size, ...further];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 2, 2] });
  const [code] = await once(child, 'exit');
  if (code === 69) return undefined;
  if (code !== 0) throw new Error(`measuring ended with ${code}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function formatted(main, others) {
  const options = (await resolveConfig(fileAt('RESULTS.md'))) ?? {};
  return format(reportOf(main, others), { ...options, parser: 'markdown', proseWrap: 'always' });
}
