import { messageOf } from '../../base/error-message.ts';
import { notLoadedIn } from '../../base/on-demand.ts';
import { isPromise, use, type Awaitable } from '../state/awaitable.ts';
import { openTransaction, type TransactionContext } from '../state/transaction.ts';
import type { Behaviour, BehaviourRequest, BehaviourResponse, PreparedResponse } from './behaviour.ts';
import { runInTurn, hasQueue } from './run-in-turn.ts';
import { withTimeLimit } from './time-limit.ts';

/** A behaviour is run again at most this often when other requests have changed what it read. */
const MAX_ATTEMPTS = 100;

/** One attempt may take this many milliseconds. */
const ATTEMPT_TIME_LIMIT = 10_000;

/** Thrown when a behaviour throws, takes too long, or never commits. The engine catches it and responds with 500. */
export class BehaviourError extends Error {
  override readonly name = 'BehaviourError';
}

/**
 * Runs a behaviour until all its changes are committed. A refusal (400 or above) or a response with a fault changes
 * nothing. @throws BehaviourError
 */
export function runBehaviour(
  behaviour: Behaviour,
  request: BehaviourRequest,
  context: TransactionContext,
  prepare: (response: BehaviourResponse) => PreparedResponse,
): Awaitable<PreparedResponse> {
  const { store, namespace } = context;
  const attempt = () => attemptAndCommit(behaviour, request, context, prepare);
  const inTurn = () => runInTurn(store, namespace, () => retry(attempt));
  return hasQueue(store, namespace) ? inTurn() : use(attempt(), (done) => done ?? inTurn());
}

/** Attempts until one is committed. In its turn, only runs that began before or in another process can disturb it. */
async function retry(attempt: () => Awaitable<PreparedResponse | undefined>): Promise<PreparedResponse> {
  for (let count = 0; count < MAX_ATTEMPTS; count += 1) {
    const done = await attempt();
    if (done !== undefined) return done;
  }
  throw new BehaviourError(
    `gave up after ${MAX_ATTEMPTS} attempts: other requests kept changing the same state`,
  );
}

/** Returns undefined when other requests changed what the behaviour had read. @throws BehaviourError */
function attemptAndCommit(
  behaviour: Behaviour,
  request: BehaviourRequest,
  context: TransactionContext,
  prepare: (response: BehaviourResponse) => PreparedResponse,
): Awaitable<PreparedResponse | undefined> {
  return use(openTransaction(context), ({ tx, commit, verify }) =>
    use(
      attemptOnce(() => behaviour(request, tx)),
      (outcome): Awaitable<PreparedResponse | undefined> => {
        if (outcome.kind === 'failed')
          return use(verify(), (isCurrent) => failUnlessStale(outcome, isCurrent));
        const prepared = prepare(outcome.response);
        const isAccepted = prepared.fault === undefined && prepared.response.status < 400;
        return use(isAccepted ? commit() : verify(), (isDone) => (isDone ? prepared : undefined));
      },
    ),
  );
}

function failUnlessStale({ reason, error }: FailedAttempt, isCurrent: boolean): undefined {
  if (isCurrent) throw new BehaviourError(reason, { cause: error });
}

type AttemptOutcome = { readonly kind: 'responded'; readonly response: BehaviourResponse } | FailedAttempt;

interface FailedAttempt {
  readonly kind: 'failed';
  readonly reason: string;
  readonly error?: unknown;
}

function attemptOnce(run: () => Awaitable<BehaviourResponse>): Awaitable<AttemptOutcome> {
  try {
    const response = run();
    if (!isPromise(response)) return { kind: 'responded', response };
    const outcome = response.then(
      (value): AttemptOutcome => ({ kind: 'responded', response: value }),
      failedBy,
    );
    return withTimeLimit(outcome, ATTEMPT_TIME_LIMIT, TIMED_OUT);
  } catch (error) {
    return failedBy(error);
  }
}

/** @throws NotLoadedError for a behaviour that has to be run again once something is loaded */
function failedBy(error: unknown): AttemptOutcome {
  if (notLoadedIn(error) !== undefined) throw error;
  return { kind: 'failed', reason: messageOf(error), error };
}

const TIMED_OUT: AttemptOutcome = {
  kind: 'failed',
  reason: `the behaviour did not respond within ${ATTEMPT_TIME_LIMIT / 1000} s`,
};
