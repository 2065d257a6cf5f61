/** Native ES modules, compiled by swc (scripts/build/jest-transform.mjs); run with NODE_OPTIONS=--experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  setupFiles: ['<rootDir>/tests/bundled/provided.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '<rootDir>/scripts/build/jest-transform.mjs',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } },
    ],
  },
  maxWorkers: 2,
  // on Node 20 each file leaves some 25 MB of modules behind: a worker is replaced before it does little but collect garbage
  workerIdleMemoryLimit: '1GB',
  testTimeout: 240_000, // no bound on how fast a test is, but an end where one hangs: other work may share the machine
};
