import { useState } from 'preact/hooks';
import type { ControlRequest } from '../store/connection.ts';
import { useStore } from '../store/store.ts';
import { problemText, type FieldError, type Problem } from './problem.ts';

/** How a change went that was asked for last. */
export interface Change {
  /** Asks for a change. Resolves with the body of the response, or undefined where it was refused. */
  readonly send: (request: ControlRequest) => Promise<unknown>;
  readonly isRunning: boolean;
  /** What the mock says against it; empty where it was made. */
  readonly fault: string;
  /** The faults of single fields. */
  readonly errors: readonly FieldError[];
  readonly clear: () => void;
}

/** Asks the control for changes, one after the other, and keeps what it says. */
export function useChange(): Change {
  const { request: ask } = useStore();
  const [state, setState] = useState({ isRunning: false, fault: '', errors: NO_ERRORS });
  const end = (fault: string, errors = NO_ERRORS) => setState({ isRunning: false, fault, errors });
  return {
    ...state,
    clear: () => end(''),
    send: async (request) => {
      setState((before) => ({ ...before, isRunning: true }));
      try {
        const reply = await ask(request);
        if (reply.status >= 300) {
          const { errors } = (typeof reply.body === 'object' ? reply.body : {}) as Problem;
          end(problemText(reply), errors);
          return undefined;
        }
        end('');
        return reply.body;
      } catch {
        end('the mock does not answer');
        return undefined;
      }
    },
  };
}

const NO_ERRORS: readonly FieldError[] = [];
