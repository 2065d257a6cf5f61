import type { Answer, Request } from './message.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A request that has been decoded and validated. */
export interface Asked {
  readonly request: Request;
  readonly parameters: Members;
  readonly body: unknown;
}

/** Does the work of an operation. */
export type Work = (asked: Asked) => Answer;
