// What the package exports, by the name of its file in dist/. `source`: the module in src. `kind`:
// - `shared`: its code is CommonJS, which an ES module of the same name passes on;
// - `framework`: a module for a test framework or MSW, small, that takes the rest from `library`, a `shared` entry. It is an
//   ES module, because it has to get the same copy of the framework as the test; `isRequired`: it is CommonJS as well;
// - `page`: it is for pages alone.
// `isForPages`: pages get ES modules of their own, without a module of Node.
import { readFileSync } from 'node:fs';

export const ENTRIES = {
  index: { source: 'src/index.ts', kind: 'shared' },
  fetch: { source: 'src/embed/fetch.ts', kind: 'shared', isForPages: true },
  middleware: { source: 'src/embed/middleware.ts', kind: 'shared' },
  vite: { source: 'src/embed/vite.ts', kind: 'shared' },
  msw: {
    source: 'src/embed/msw.ts',
    kind: 'framework',
    library: { module: 'src/embed/embedded-mock.ts', entry: 'fetch' },
    isForPages: true,
  },
  panel: { source: 'src/page/panel.tsx', kind: 'page', isForPages: true },
  jest: {
    source: 'src/testing/jest.ts',
    kind: 'framework',
    library: { module: 'src/index.ts', entry: 'index' },
    isRequired: true,
  },
  vitest: {
    source: 'src/testing/vitest.ts',
    kind: 'framework',
    library: { module: 'src/index.ts', entry: 'index' },
  },
  playwright: {
    source: 'src/testing/playwright.ts',
    kind: 'framework',
    library: { module: 'src/index.ts', entry: 'index' },
    isRequired: true,
  },
};

/** The command, and the part of it that is to start quickly. */
export const COMMAND = 'src/cli/main.ts';
export const MOCK = 'src/cli/mock/mock-command.ts';

/** Packages that are not bundled: jiti looks for its compiler in its own folder, the others are their users' own. */
export const EXTERNAL = ['jiti', '@jest/globals', '@playwright/test', 'msw', 'vitest'];

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** Options of all bundles. */
export const OPTIONS = {
  define: { STUNTDOUBLE_VERSION: JSON.stringify(version) },
  bundle: true,
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 160, // Node prints the whole line of an uncaught error
  legalComments: 'none', // LICENSES.txt has them all
  logLevel: 'warning',
};

/** The browsers that the page of the mock is for. */
export const PAGE_TARGETS = ['es2023', 'chrome117', 'firefox118', 'safari17'];
