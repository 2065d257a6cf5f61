import { onDemand } from '../../../base/on-demand.ts';
import type { CallbackSettings } from './callback-settings.ts';
import type { CallbackContext, Callbacks } from './callbacks.ts';

/** Sends callbacks and webhooks. */
export const callbacksOf = onDemand(() => import('./callbacks.ts'));

/** Returns what sends callbacks and webhooks; undefined where they are off. @throws SettingsError */
export function callbacksFor(
  wanted: boolean | CallbackSettings | undefined,
  context: CallbackContext,
): Callbacks | undefined {
  if (wanted === undefined || wanted === false) return undefined;
  return callbacksOf.get().createCallbacks(wanted, context);
}
