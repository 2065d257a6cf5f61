import { useEffect, useRef, useState } from 'preact/hooks';
import type { ControlReply, ControlRequest } from '../store/connection.ts';
import { useStore } from '../store/store.ts';
import { problemText } from './problem.ts';

/** What is known of an answer of the control. While it is asked for again, the last one stays. */
export type Answer<Body> =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'there'; readonly body: Body };

/** At least so much time passes between two requests for the same, in milliseconds. */
const PAUSE = 150;

/** Asks the control, and asks again when `age` changes. Nothing is asked for undefined. */
export function useAnswer<Body>(request: ControlRequest | undefined, age: unknown = 0): Answer<Body> {
  const { request: send, namespace } = useStore();
  const [answer, setAnswer] = useState<Answer<Body>>({ state: 'waiting' });
  const what = request === undefined ? undefined : JSON.stringify([namespace.value, request]);
  const asked = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (request === undefined) return undefined;
    let isCurrent = true;
    const isNew = asked.current !== what;
    if (isNew) setAnswer({ state: 'waiting' });
    asked.current = what;
    const ask = async () => {
      const read = await send(request).then(answerOf<Body>, (error: unknown): Answer<Body> => ({
        state: 'failed',
        reason: String(error),
      }));
      if (isCurrent) setAnswer(read);
    };
    const timer = setTimeout(() => void ask(), isNew ? 0 : PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [what, age]);
  return answer;
}

function answerOf<Body>({ status, body }: ControlReply): Answer<Body> {
  if (status < 300) return { state: 'there', body: body as Body };
  return { state: 'failed', reason: problemText({ status, body }) };
}
