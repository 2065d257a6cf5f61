import type { Answer, Request } from './message.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A request that has been read and found right. */
export interface Asked {
  readonly request: Request;
  readonly parameters: Members;
  readonly body: unknown;
}

/** What an operation does. */
export type Work = (asked: Asked) => Answer;
