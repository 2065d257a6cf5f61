import type { Operation } from '../../../description/model/operation.ts';
import type { InferredRole } from '../../../description/resources/correction.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import type { Behaviour } from '../../behaviour/behaviour.ts';

/** The role that was inferred for an operation. */
export interface Inference {
  readonly operation: Operation;
  readonly role: InferredRole;
  /** The collection's path, or the singleton's. */
  readonly collection: string;
  /** The reason, as `stuntdouble inspect` shows it. */
  readonly reason: string;
}

/** The options of all inferred behaviours. */
export interface InferOptions {
  /** Seed of the items that collections start with. */
  readonly seed: number;
  /** Makes collections start without items. Default: false. */
  readonly empty?: boolean;
  /** The number of made-up items that a collection starts with. Default: 3. */
  readonly items?: number;
  /** Generates nothing where nothing fits a schema. Default: false. */
  readonly strictValues?: boolean;
  /** The stores that fixtures fill: these get no generated items. */
  readonly filled: ReadonlySet<string>;
  /** Loads the suggestions of plausible values; called before the first value is generated. */
  readonly suggest: () => Promise<Suggest>;
}

/** An inferred behaviour, with the role that it plays. */
export interface InferredBehaviour {
  readonly inference: Inference;
  readonly behaviour: Behaviour;
}
