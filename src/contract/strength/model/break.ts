import type { Json } from '../../../base/json.ts';
import type { RawRequest, WholeResponse } from '../../../http/message.ts';
import type { SendContext } from '../../target/target.ts';
import type { OperatorName } from './operators.ts';

/** One thing that a server may do wrong, at one place of one operation. */
export interface Break {
  /** `<api>/<operation>/<operator>/<place>`; the same in every run. */
  readonly id: string;
  readonly operator: OperatorName;
  /** The operation's id, or `METHOD /path` where the description has none. */
  readonly operationId: string;
  /** The place that is broken, for people: `200 /department/name`. */
  readonly place: string;
  readonly standing: Standing;
  readonly fault: Fault;
}

/** Whether a break is forbidden, which is decided before the suite is asked. */
export type Standing =
  /** `by`: the rule of the description, or the law, that it breaks. */
  | { readonly kind: 'forbidden'; readonly by: string }
  | { readonly kind: 'allowed'; readonly why: string }
  /** It would be forbidden, but the unbroken server never gave a response that has what is broken. */
  | { readonly kind: 'unseen'; readonly by: string };

/** How a server is broken. */
export type Fault =
  /** Responses to the operation are changed; each by its request and itself alone. */
  | { readonly kind: 'answer'; readonly change: ChangeAnswer }
  /** What the server does is changed. `shownBy`: the operations whose requests can show it, beside the broken one. */
  | { readonly kind: 'server'; readonly layer: Layer; readonly shownBy: readonly string[] };

/** Returns the broken response; undefined for one that the break does not change. */
export type ChangeAnswer = (message: Message) => WholeResponse | undefined;

/** A request to the broken operation, and the right response to it. */
export interface Message {
  readonly request: RawRequest;
  readonly response: WholeResponse;
}

/** A server that can be put back. */
export interface Server {
  readonly send: (request: RawRequest, context?: SendContext) => Promise<WholeResponse>;
  /** Saves the whole state, and returns a function that puts the server back to it. */
  readonly save: () => Promise<() => Promise<void>>;
}

/** Stands before a server, and handles the requests of the broken operation, and of those that show it. */
export type Layer = (server: Server) => (request: RawRequest, operationId: string) => Promise<WholeResponse>;

/**
 * Judges a value by a schema of the original document, whose JSON Pointer it gets, and returns what is wrong, each as one
 * text. Undefined where it cannot read the schema.
 */
export type OriginalJudge = (pointer: string, value: Json) => Promise<readonly string[] | undefined>;
