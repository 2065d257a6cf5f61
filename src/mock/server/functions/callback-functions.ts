import { CALLBACKS_OFF } from '../../control/callbacks/callback-settings.ts';
import type { WebhookRequest } from '../../control/callbacks/callbacks.ts';
import type { DeliveryEntry } from '../../control/callbacks/delivery-entry.ts';
import { SettingsError } from '../../control/settings-error.ts';
import type { Mock } from '../../mock.ts';

/** The functions of an app for what the mock sends by itself. */
export interface CallbackFunctions {
  /** Returns the callbacks and webhooks of a namespace (default: `''`), the oldest first, with secrets as `***`. */
  readonly deliveries: (namespace?: string) => readonly DeliveryEntry[];
  /**
   * Sends a webhook of the description, with a made-up body or the given one, and waits until it has been taken, or is given
   * up. Rejects with a SettingsError for one that is unknown, or when callbacks are off, and with a WebhookError.
   */
  readonly sendWebhook: (name: string, request?: WebhookRequest) => Promise<DeliveryEntry>;
}

export function callbackFunctions({ callbacks }: Mock): CallbackFunctions {
  return {
    deliveries: (namespace = '') => callbacks?.deliveries(namespace) ?? [],
    sendWebhook: async (name, request) => {
      if (callbacks === undefined) throw new SettingsError(CALLBACKS_OFF);
      return callbacks.sendWebhook(name, request);
    },
  };
}
