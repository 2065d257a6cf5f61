import { setupWorker } from 'msw/browser';
import { handlers } from 'stuntdouble/msw';
import description from './mock/index.js';

/** Starts the mock in this page. Its state is kept for the tab. */
export async function start(): Promise<void> {
  const worker = setupWorker(...handlers(description, { persist: 'sessionStorage' }));
  await worker.start({ onUnhandledRequest: 'bypass' });
}
