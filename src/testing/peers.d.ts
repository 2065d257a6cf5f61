// What the types of this package need of test frameworks that only its users install.
declare module 'vitest' {
  export const expect: { extend: (matchers: Readonly<Record<string, unknown>>) => void };
}

declare module '@playwright/test' {
  /** Stands for the types of Playwright's fixtures, which its users have. */
  // oxlint-disable-next-line typescript/no-explicit-any -- the real one is Playwright's
  export type Fixtures<Own, OfWorker, Base, BaseOfWorker> = any;
  export interface PlaywrightTestArgs {}
  export interface PlaywrightTestOptions {}
  export interface PlaywrightWorkerArgs {}
  export interface PlaywrightWorkerOptions {}
}
