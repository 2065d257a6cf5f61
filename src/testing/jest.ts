import { expect } from '@jest/globals';
import { toMatchContract, type MatchOptions } from '../index.ts';
import type { Description, DescriptionSource } from '../index.ts';

expect.extend({ toMatchContract });

/** Matchers that this module adds to `expect`. */
export interface ContractMatchers {
  /** The response fits the description of its operation. A response of fetch is read meanwhile: always `await` it. */
  toMatchContract(description: Description | DescriptionSource, options?: MatchOptions): Promise<void>;
}

declare module 'expect' {
  // oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-unused-vars -- merged with that of Jest
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ContractMatchers {}
}

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- the one of @types/jest
  namespace jest {
    // oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-unused-vars -- merged with that of Jest
    interface Matchers<R, T = {}> extends ContractMatchers {}
  }
}
