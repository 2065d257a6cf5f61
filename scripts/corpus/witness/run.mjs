// Measures how often the generator finds a value where there is one: of made schemas, and of the patterns of descriptions.
// Prints the results as JSON.
// node scripts/corpus/witness/run.mjs COUNT [FIRST SEED] [DESCRIPTION…]
import { createRequire } from 'node:module';
import { measurePatterns, patternFaults, patternsIn } from './measure-patterns.mjs';
import { measureSchemas, schemaFaults } from './measure-schemas.mjs';

const DIST = new URL('../../../dist/.modules/', import.meta.url);
const { provideAll } = await import(new URL('bundled/provide-all.js', DIST).href);
provideAll(); // modules are used beside the bundle
const { loadDescription } = createRequire(import.meta.url)('../../../dist/index.cjs');
const [count = '500', first = '1', ...files] = process.argv.slice(2);

const made = await measureSchemas(Number(count), DIST, Number(first));
const patterns = await measurePatterns(patternsIn(await documentsOf(files)), DIST);
const faults = [...schemaFaults(made), ...patternFaults(patterns)];
process.stdout.write(`${JSON.stringify({ made, patterns, faults })}\n`);

async function documentsOf(names) {
  const loaded = [];
  for (const name of names) {
    try {
      loaded.push((await loadDescription(name, { allowOutside: true })).document);
    } catch {
      continue; // counted as one that does not load
    }
  }
  return loaded;
}
