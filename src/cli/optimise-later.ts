import { setFlagsFromString } from 'node:v8';

/**
 * Much of a start runs some hundred times and never again, and V8 would spend a sixth of its time on optimising that
 * (`npm run bench`): until the first request has been answered it waits nine times as long.
 */
export function optimiseLater(): void {
  setFlagsFromString('--interrupt-budget=600000');
}

/** As V8 does it by default, from 11 (Node 20) on. */
export function optimiseAsUsual(): void {
  setFlagsFromString('--interrupt-budget=67584');
}
