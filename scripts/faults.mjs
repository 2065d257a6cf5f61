// Runs the suite on a server with one planted fault after the other, and prints which faults it finds. Fails when it finds
// less of them than the floor of its lab, less than 85 % of those that show in reads where nothing may be changed, or has a
// finding on the right server that is not expected. npm run faults
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../faults', import.meta.url));
// the bundle is written beside its source, because it reads the description from there
const bundle = `${folder}/.bundle-${process.pid}.mjs`;
try {
  await build({
    entryPoints: [`${folder}/main.ts`],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  const { main } = await import(bundle);
  const isGood = await main(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  process.exitCode = isGood ? 0 : 1;
} finally {
  rmSync(bundle, { force: true });
}
