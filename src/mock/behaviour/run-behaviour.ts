import { messageOf } from '../../base/error-message.ts';
import { openTransaction, type TransactionContext } from '../state/transaction.ts';
import type { Behaviour, BehaviourRequest, BehaviourResponse, Answer } from './behaviour.ts';
import { inTurn, isAnyoneWaiting } from './run-in-turn.ts';
import { withTimeLimit } from './time-limit.ts';

/** How often a behaviour is run again because others changed what it had read. */
const MOST_ATTEMPTS = 100;

/** How long one attempt may take, in milliseconds. */
const TIME_LIMIT = 10_000;

/** A behaviour that failed: it threw, took too long, or never got through. Caught in the engine, answered with 500. */
class BehaviourError extends Error {
  override readonly name = 'BehaviourError';
}

/**
 * Runs a behaviour until its changes are committed as a whole. What is refused (400 and above) or not sound
 * changes nothing. @throws BehaviourError
 */
export async function runBehaviour(
  behaviour: Behaviour,
  request: BehaviourRequest,
  context: TransactionContext,
  answer: (response: BehaviourResponse) => Answer,
): Promise<Answer> {
  const { store, namespace } = context;
  const tryOnce = () => attemptAndCommit(behaviour, request, context, answer);
  if (!isAnyoneWaiting(store, namespace)) {
    const done = await tryOnce();
    if (done !== undefined) return done;
  }
  return inTurn(store, namespace, () => tryAgain(tryOnce));
}

/** Once it is its turn, only those disturb it who had begun before, or who share its store from elsewhere. */
async function tryAgain(tryOnce: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const done = await tryOnce();
    if (done !== undefined) return done;
  }
  throw new BehaviourError(`gave up after ${MOST_ATTEMPTS} attempts: others kept changing the same state`);
}

/** Undefined where others changed what it had read. @throws BehaviourError */
async function attemptAndCommit(
  behaviour: Behaviour,
  request: BehaviourRequest,
  context: TransactionContext,
  answer: (response: BehaviourResponse) => Answer,
): Promise<Answer | undefined> {
  const { tx, commit, verify } = await openTransaction(context);
  const outcome = await attemptOnce(async () => behaviour(request, tx));
  if (outcome.kind === 'failed') {
    if (await verify()) throw new BehaviourError(outcome.reason, { cause: outcome.error });
    return undefined;
  }
  const { response, fault } = answer(outcome.response);
  const isKept = fault === undefined && response.status < 400;
  return (await (isKept ? commit() : verify())) ? { response, fault } : undefined;
}

type Outcome =
  | { readonly kind: 'answered'; readonly response: BehaviourResponse }
  | { readonly kind: 'failed'; readonly reason: string; readonly error?: unknown };

function attemptOnce(run: () => Promise<BehaviourResponse>): Promise<Outcome> {
  const outcome = run().then(
    (response): Outcome => ({ kind: 'answered', response }),
    (error: unknown): Outcome => ({
      kind: 'failed',
      reason: messageOf(error),
      error,
    }),
  );
  return withTimeLimit(outcome, TIME_LIMIT, TOO_LATE);
}

const TOO_LATE: Outcome = { kind: 'failed', reason: `no answer within ${TIME_LIMIT / 1000} s` };
