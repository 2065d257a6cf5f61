/** What a test framework gives as globals. */
interface TestGlobals {
  readonly describe: (name: string, body: () => void) => void;
  readonly test: (name: string, body: () => Promise<void>, timeout: number) => void;
  readonly afterAll: (body: () => Promise<void>) => void;
}

/** Returns them. @throws Error where there is no such framework */
export function testGlobals(): TestGlobals {
  const found = globalThis as unknown as Partial<TestGlobals>;
  const { describe, test, afterAll } = found;
  if (typeof describe === 'function' && typeof test === 'function' && typeof afterAll === 'function') {
    return { describe, test, afterAll };
  }
  throw new Error(
    'describeContract needs describe, test and afterAll as globals: call it in a test file of Jest, ' +
      'or of Vitest with globals: true; runContract needs no test framework',
  );
}
