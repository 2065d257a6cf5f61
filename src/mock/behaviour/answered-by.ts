import type { ItemChange } from '../state/item-change.ts';
import type { Identity } from '../state/identity.ts';

/**
 * What a response comes from. `behaviour`: given code; `collection`: an inferred behaviour; `example`: a documented one;
 * `generated`: a value made up from a schema; `chosen`: an answer that was set for the operation; `fault`: one that was
 * switched on; `login`: the login server; `upstream`: another server; `recorded`: what that server said before.
 */
export type AnsweredBy =
  | 'behaviour'
  | 'collection'
  | 'example'
  | 'generated'
  | 'chosen'
  | 'fault'
  | 'login'
  | 'upstream'
  | 'recorded';

/** Notes of how a request was answered, each made where it is known: nothing is worked out for them. */
export interface Trace {
  /** Undefined for a refusal. */
  answeredBy: AnsweredBy | undefined;
  /** Undefined where none is needed, or any credential is accepted. */
  caller: Identity | undefined;
  /** What has become of the state; undefined where nothing has. */
  changes: readonly ItemChange[] | undefined;
}

export function newTrace(answeredBy?: AnsweredBy): Trace {
  return { answeredBy, caller: undefined, changes: undefined };
}
