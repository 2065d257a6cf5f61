// Measures on the Node that runs it, and writes what was measured as JSON: `node measure-all.mjs FILE full|less|quick [--peers]`.
// `full`: all of it. `less`: what depends most on the version of Node. `quick`: each thing once, in less than a minute.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureBundled, measureStarts } from './measure/bundled.mjs';
import { denseDescription } from './descriptions/dense-description.mjs';
import { graphDescription } from './descriptions/graph-description.mjs';
import { largeDescription } from './descriptions/large-description.mjs';
import { measureConnections } from './measure/connections.mjs';
import { measureItems } from './measure/growth.mjs';
import { measureInferred } from './measure/inferred.mjs';
import { measureNamespaces } from './measure/namespaces.mjs';
import { measureOperations } from './measure/operations.mjs';
import { peersIn } from './measure/peers.mjs';
import { measurePersist } from './measure/persist.mjs';
import { measurePlanning } from './measure/planning.mjs';
import { measureSuite } from './measure/suite.mjs';

const STRIPE = fileURLToPath(new URL('../../shared/corpus/large/stripe.spec3.json', import.meta.url));

const SIZES = {
  full: {
    starts: 11,
    rates: { rounds: 7, count: 1536, warmUp: 8000, turns: 3 },
    items: { sizes: [10, 10_000, 1_000_000], rounds: 7, count: 640 },
    namespaces: { counts: [1, 200], rounds: 7, count: 1280 },
    persist: { rounds: 7, count: 2560, warmUp: 1000 },
    connections: { counts: [1, 16, 64, 256, 1000], rounds: 5, count: 2000 },
    operations: { collections: [2, 20, 200, 900], rounds: 3 },
    suite: {
      rounds: 5,
      memoryCases: 100_000,
      starts: 5,
      long: { cases: 5000, warmUp: 8000, requests: 4096 },
    },
    planning: { rounds: 3 },
  },
  less: {
    starts: 7,
    rates: { rounds: 7, count: 1152, warmUp: 8000, turns: 3 },
    items: { sizes: [10, 10_000], rounds: 5, count: 640 },
  },
  quick: {
    starts: 1,
    rates: { rounds: 1, count: 128, warmUp: 64, turns: 1 },
    items: { sizes: [10, 10_000], rounds: 1, count: 64 },
    namespaces: { counts: [200], rounds: 1, count: 200 },
    persist: { rounds: 1, count: 256, warmUp: 64 },
    connections: { counts: [1, 64], rounds: 1, count: 64 },
    operations: { collections: [2], rounds: 1 },
    suite: {
      rounds: 1,
      memoryCases: 200,
      starts: 1,
      long: { cases: 200, warmUp: 64, requests: 64 },
      isShort: true,
    },
  },
};

const [output, size = 'full', ...words] = process.argv.slice(2);
const sizes = SIZES[size];
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'));
try {
  writeFileSync(output, JSON.stringify(await measureAll()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll() {
  const measured = { node: process.version, size, sizes };
  measured.bundled = await told('the bundled APIs', () => measureBundled({ folder, ...sizes.rates }));
  const peers = words.includes('--peers') ? { peersOf: peersIn(folder) } : {};
  measured.inferred = await told('an inferred collection', () =>
    measureInferred({ folder, ...sizes.rates, ...peers }),
  );
  measured.starts = await told('starts', () =>
    measureStarts({ folder, starts: sizes.starts, descriptions: size === 'quick' ? [] : descriptions() }),
  );
  measured.items = await told('long lists', () => measureItems(sizes.items));
  if (size === 'less') return measured;
  measured.namespaces = await told('namespaces', () => measureNamespaces(sizes.namespaces));
  measured.persist = await told('a file that keeps the state', () =>
    measurePersist({ folder, ...sizes.persist }),
  );
  measured.connections = await told('connections', () => measureConnections(sizes.connections));
  measured.operations = await told('operations', () => measureOperations({ folder, ...sizes.operations }));
  measured.suite = await told('the suite', () => measureSuite({ folder, ...sizes.suite }));
  if (size === 'quick') return measured;
  const dense = join(folder, 'dense.json');
  writeFileSync(dense, JSON.stringify(denseDescription()));
  const stripe = existsSync(STRIPE) ? STRIPE : undefined;
  measured.planning = await told('planning', () =>
    measurePlanning({ stripe, dense, folder, ...sizes.planning }),
  );
  return measured;
}

/** Tells what is measured, and how long that took. */
async function told(what, measure) {
  const before = performance.now();
  const measured = await measure();
  const seconds = ((performance.now() - before) / 1000).toFixed(0);
  process.stderr.write(`${process.version}: ${what}, ${seconds} s\n`);
  return measured;
}

/** Returns large descriptions that were not prepared, with the first request to each, and what their start may take. */
function descriptions() {
  const [large, graph] = [join(folder, 'large.json'), join(folder, 'graph.json')];
  writeFileSync(large, JSON.stringify(largeDescription(), null, 1));
  writeFileSync(graph, JSON.stringify(graphDescription(), null, 1));
  const stripe = { name: "Stripe's, 4 MB", file: STRIPE, path: '/v1/customers', aim: 2.4 };
  if (!existsSync(STRIPE)) process.stderr.write('skipped: there is no ../shared/corpus/large\n');
  return [
    ...(existsSync(STRIPE) ? [stripe] : []),
    { name: 'a generated one, 13 MB', file: large, path: '/thing5s', aim: 3.8 },
    { name: "one like Microsoft Graph's, 20 MB", file: graph, path: '/resource5s', aim: 9 },
  ];
}
