import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Validator } from '../../../validation/validator.ts';
import type { Case } from '../../case/case.ts';
import type { Identities } from '../../case/identities.ts';
import type { SettingsByOperation } from '../../case/operation-settings.ts';
import type { Planning } from '../../plan/requests/planning.ts';
import type { TargetData } from '../../plan/requests/target-data.ts';
import type { CallbackReceiver } from '../../target/callback-receiver.ts';
import type { SendOutcome, Target } from '../../target/target.ts';
import type { CreatedItems } from './created-items.ts';
import type { Credentials } from './credentials.ts';
import type { RunMemory } from './run-memory.ts';

/** What a case is run with. */
export interface CaseContext {
  readonly description: Description;
  readonly validator: Validator;
  readonly target: Target;
  readonly identities: Identities;
  /** Obtains and renews the credentials that have a source. */
  readonly credentials: Credentials;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is different for single operations. */
  readonly perOperation: SettingsByOperation;
  /** The answers to what is sent once in a run, by request: all that borrow from a list get the same item. */
  readonly once: Map<string, Promise<SendOutcome>>;
  /** The items that are to be removed. */
  readonly created: CreatedItems;
  /** What the run has learned so far. */
  readonly memory: RunMemory;
  /** What is known to work on the target. */
  readonly data: TargetData;
  /** True for an operation that is not sent in any role. */
  readonly isExcluded: (operation: Operation) => boolean;
  /** What requests are made with, once more than the planned ones are needed. */
  readonly planning: () => Planning;
  /** Tells which cases may change what others look at. Default: none. */
  readonly isRisky?: (one: Case) => boolean;
  /** True where each step is sent once, as it stands: no other request is tried in its place. Default: false. */
  readonly isRepeating?: boolean;
  /** Receives callbacks. Default: none are waited for. */
  readonly receiver?: CallbackReceiver | undefined;
  /** Called with true when a request of the case is held back, with false when it is not any more. */
  readonly onHeld?: (isHeld: boolean) => void;
  /** Once it is aborted, a case does nothing more than remove what it has made. */
  readonly signal?: AbortSignal | undefined;
}
