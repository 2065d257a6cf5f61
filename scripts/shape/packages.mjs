// The packages: which folder or file of src may import which. `npm run shape` checks the code against this table, and writes
// lint rules from it, as it does with the layers.

/** The folders and files of src that may import a package, or a module of Node. No others may. */
export const PACKAGES = {
  'node:*': [
    'description/load',
    'mock/server',
    'contract/target',
    'http/client',
    'cli',
    'embed/middleware.ts',
    'embed/vite.ts',
  ],
  '@apidevtools/swagger-parser': ['description/load/check-strict.ts'],
  '@eslint-community/regexpp': ['generate/texts'],
  '@faker-js/faker': ['generate/plausible-values.ts'],
  '@hyperjump/json-schema': ['cli/strength/original-validator.ts'],
  ajv: [
    'description/schemas/create-ajv.ts',
    'description/schemas/keyword-functions.ts',
    'description/built/built-validators.ts',
    'cli/show/compile-own-schema.ts',
  ],
  'ajv-formats': ['description/schemas/keywords/format-table.ts', 'cli/show/compile-own-schema.ts'],
  express: ['mock/server/app.ts'],
  'fast-xml-parser': ['codec/formats/xml-text.ts'],
  'fastest-levenshtein': ['base/nearest.ts', 'mock/match/near-paths.ts'],
  jiti: ['cli/options/run-module.ts'],
  jose: ['mock/oauth/tokens/signed-token.ts'],
  'json-p3': ['description/load/overlay/apply-overlay.ts'],
  'js-yaml': ['base/text', 'codec/formats/yaml-codec.ts'],
  '@jest/globals': ['testing/jest.ts'],
  '@playwright/test': ['testing/playwright.ts'],
  msw: ['embed/msw.ts'],
  picocolors: ['cli'],
  preact: ['page'],
  '@preact/signals': ['page'],
  'pure-rand': ['base/random.ts'],
  re2js: ['description/schemas/keywords/linear-patterns.ts'],
  'safe-regex2': ['description/schemas/keywords/linear-patterns.ts'],
  vitest: ['testing/vitest.ts'],
  undici: ['http/client/dispatcher.ts'],
};
