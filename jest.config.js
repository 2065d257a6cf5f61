/** Native ES modules, compiled by swc; run with NODE_OPTIONS=--experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  setupFiles: ['<rootDir>/tests/bundled/provided.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
  maxWorkers: 2,
  // the modules of tests that are over stay in memory: a worker that has had many of them would collect garbage for minutes
  workerIdleMemoryLimit: '1GB',
  testTimeout: 240_000, // no bound on how fast a test is, but an end where one hangs: other work may share the machine
};
