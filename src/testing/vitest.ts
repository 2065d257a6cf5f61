import { expect } from 'vitest';
import { toMatchContract, type MatchOptions } from '../index.ts';
import type { Description, DescriptionSource } from '../index.ts';

expect.extend({ toMatchContract });

/** Matchers that this module adds to `expect`. */
export interface ContractMatchers {
  /** The response fits the description of its operation. A response of fetch is read meanwhile: always `await` it. */
  toMatchContract(description: Description | DescriptionSource, options?: MatchOptions): Promise<void>;
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-unused-vars, typescript/no-explicit-any -- merged with that of Vitest
  interface Assertion<T = any> extends ContractMatchers {}
}
