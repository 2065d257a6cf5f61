import type { RawRequest } from '../../../http/message.ts';
import type { SendOutcome, Target } from '../../../contract/target/target.ts';

/** A request that was sent, and what came of it. */
export interface Recorded {
  readonly request: RawRequest;
  readonly outcome: SendOutcome;
  readonly started: Date;
  readonly milliseconds: number;
}

/** Returns the same target, which tells of each request once its outcome is known. */
export function recordingTarget(target: Target, onSent: (recorded: Recorded) => void): Target {
  const { name, isRemote, isLasting, isDisposable } = target;
  const heldFor = target.heldFor?.bind(target);
  const wait = target.wait?.bind(target);
  return {
    name,
    ...(isRemote !== undefined && { isRemote }),
    ...(isLasting !== undefined && { isLasting }),
    ...(isDisposable !== undefined && { isDisposable }),
    ...(heldFor !== undefined && { heldFor }),
    ...(wait !== undefined && { wait }),
    send: async (request, context) => {
      const started = new Date();
      const start = performance.now();
      const outcome = await target.send(request, context);
      onSent({ request, outcome, started, milliseconds: performance.now() - start });
      return outcome;
    },
    close: () => target.close(),
  };
}
