// Runs the suite on a server with one fault after the other and prints which of them it finds. Fails below 97 %, or
// where it finds something on the server that is right. npm run faults
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../faults', import.meta.url));
// beside its source: it reads the description from there
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
