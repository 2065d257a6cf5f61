import { checkedSettings } from '../../../mock/control/callbacks/callback-settings.ts';
import { SettingsError } from '../../../mock/control/settings-error.ts';
import type { MockSettings } from '../../../mock/mock-settings.ts';
import type { ParsedArguments } from '../../options/arguments.ts';
import type { LoadedConfig } from '../../options/config-file.ts';

/** Reads whether callbacks are sent, where they may go, and how they are signed. */
export function readCallbacks(
  { flag, list, text }: ParsedArguments,
  config: LoadedConfig | undefined,
  faults: string[],
): Pick<MockSettings, 'callbacks'> {
  const [hosts, webhooksTo, signature] = [
    list('allow-callbacks'),
    text('webhooks-to'),
    config?.settings.callbackSignature,
  ];
  if (flag('callbacks') !== true) {
    if (hosts.length > 0) faults.push('--allow-callbacks: give it with --callbacks');
    if (webhooksTo !== undefined) faults.push('--webhooks-to: give it with --callbacks');
    return {};
  }
  try {
    const settings = {
      hosts,
      ...(webhooksTo !== undefined && { webhooksTo }),
      ...(signature && { signature }),
    };
    return { callbacks: checkedSettings(settings) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    faults.push(error.message);
    return {};
  }
}
