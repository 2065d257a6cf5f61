import { realpathSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { messageOf } from '../../base/error-message.ts';
import type { PublishedBreak } from '../../contract/strength/report/strength-report.ts';
import type { ApiFacts, Preparing, Trier } from './trier.ts';

/** Tells a thread that is to try breaks from the first one. */
const ROLE = 'stuntdouble strength';

type Order =
  | { readonly kind: 'prepare'; readonly api: number }
  | { readonly kind: 'try'; readonly indexes: readonly number[] };

type Answer =
  | { readonly kind: 'preparing'; readonly progress: Preparing }
  | { readonly kind: 'prepared'; readonly facts: ApiFacts }
  | { readonly kind: 'tried'; readonly one: PublishedBreak }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** True in a thread that `workerTrier` has started. */
export function isTrying(): boolean {
  return !isMainThread && workerData === ROLE;
}

/** Creates a trier that works in a thread of its own: it runs the same command, which answers there. */
export function workerTrier(): Trier {
  const entry = realpathSync(process.argv[1] ?? '');
  const worker = new Worker(entry, { argv: process.argv.slice(2), workerData: ROLE });
  const ask = (order: Order, onAnswer: (answer: Answer) => void) =>
    new Promise<Answer>((resolve, reject) => {
      const settle = (end: () => void) => {
        worker.off('message', hear).off('error', fail).off('exit', leave);
        end();
      };
      const hear = (answer: Answer) => {
        if (answer.kind === 'failed') settle(() => reject(new Error(answer.reason)));
        else if (answer.kind === 'done' || answer.kind === 'prepared') settle(() => resolve(answer));
        else onAnswer(answer);
      };
      const fail = (error: unknown) =>
        settle(() => reject(error instanceof Error ? error : new Error(String(error))));
      const leave = () => settle(() => reject(new Error('a thread ended too early')));
      worker.on('message', hear).on('error', fail).on('exit', leave);
      worker.postMessage(order); // oxlint-disable-line unicorn/require-post-message-target-origin -- a thread has no origin
    });
  return {
    prepare: async (api, onProgress) => {
      const answer = await ask({ kind: 'prepare', api }, (one) => {
        if (one.kind === 'preparing') onProgress(one.progress);
      });
      if (answer.kind !== 'prepared') throw new Error('a thread answered something else');
      return answer.facts;
    },
    tryBreaks: async (indexes, onTried) => {
      await ask({ kind: 'try', indexes }, (one) => {
        if (one.kind === 'tried') onTried(one.one);
      });
    },
    close: async () => void (await worker.terminate()),
  };
}

/** Does in this thread what `workerTrier` asks for in another, until that ends it. */
export async function answerOrders(trier: Trier): Promise<never> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const say = (answer: Answer) => parentPort?.postMessage(answer);
  const obey = async (order: Order): Promise<Answer> => {
    if (order.kind === 'prepare') {
      const facts = await trier.prepare(order.api, (progress) => say({ kind: 'preparing', progress }));
      return { kind: 'prepared', facts };
    }
    await trier.tryBreaks(order.indexes, (one) => say({ kind: 'tried', one }));
    return { kind: 'done' };
  };
  parentPort?.on('message', (order: Order) => {
    obey(order).then(say, (error: unknown) => say({ kind: 'failed', reason: messageOf(error) }));
  });
  return new Promise(() => {});
}
