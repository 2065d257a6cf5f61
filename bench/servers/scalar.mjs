// Scalar's mock server: `node scalar.mjs FOLDER DESCRIPTION`. FOLDER has the packages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, description] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { serve } = await load('@hono/node-server');
const { createMockServer } = await load('@scalar/mock-server');

const document = readFileSync(description, 'utf8');
const app = await createMockServer({ document, specification: document });
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`Listening on http://127.0.0.1:${port}`);
});
