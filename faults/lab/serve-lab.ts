import { realClock } from '../server/clock.ts';
import { serve } from '../server/serve.ts';
import type { Lab } from './lab.ts';

/** Serves a lab's right server on a port of this machine until the process ends; returns its URL. */
export async function serveLab(lab: Lab, port: number): Promise<string> {
  return (await serve(lab.rightServer(realClock()).handle, port)).url;
}
