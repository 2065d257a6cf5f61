import type { Operation } from '../../../description/model/operation.ts';
import type { InferredRole } from '../../../description/resources/correction.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import type { Behaviour } from '../../behaviour/behaviour.ts';

/** What an operation was taken for, and why. */
export interface Inference {
  readonly operation: Operation;
  readonly role: InferredRole;
  /** The collection's path, or the singleton's. */
  readonly collection: string;
  readonly reason: string;
}

export interface InferOptions {
  /** Seed of the items that collections start with. */
  readonly seed: number;
  /** Collections start with nothing in them; default false. */
  readonly empty?: boolean;
  /** The collections that fixtures fill: they are not filled by us. */
  readonly filled: ReadonlySet<string>;
  /** Loads what suggests plausible values; called when the first value is generated. */
  readonly suggest: () => Promise<Suggest>;
}

/** A behaviour with what it was inferred from. */
export interface Inferred {
  readonly inference: Inference;
  readonly behaviour: Behaviour;
}
