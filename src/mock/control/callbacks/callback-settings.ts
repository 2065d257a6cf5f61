import { httpUrl } from '../../../http/request-target.ts';
import { isFieldName } from '../../../http/wire-fields.ts';
import { SettingsError } from '../settings-error.ts';

/** Where callbacks and webhooks may go, and how they are signed. */
export interface CallbackSettings {
  /** Names of hosts, with or without a port, beside this machine. Default: none. */
  readonly hosts?: readonly string[];
  /** Where webhooks go that name no URL. Default: none. */
  readonly webhooksTo?: string;
  /** How bodies are signed by HMAC. Default: not at all. */
  readonly signature?: SignatureSettings;
}

export interface SignatureSettings {
  readonly secret: string;
  /** The header field of the signature. Default: `X-Hub-Signature-256`. */
  readonly header?: string;
  /** The text before the signature. Default: `sha256=`, or that of the algorithm. */
  readonly prefix?: string;
  /** Default: `sha256`. */
  readonly algorithm?: keyof typeof ALGORITHMS;
  /** Default: `hex`. */
  readonly encoding?: 'hex' | 'base64';
}

export const ALGORITHMS = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const;

export const CALLBACKS_OFF = 'callbacks and webhooks are off: start with --callbacks, or callbacks: true';

/** Returns the settings after a check. @throws SettingsError */
export function checkedSettings(settings: CallbackSettings): CallbackSettings {
  const { hosts = [], webhooksTo, signature } = settings;
  const wrong = hosts.find((host) => !/^[^\s/@?#]+$/.test(host));
  if (wrong !== undefined)
    throw new SettingsError(
      `callbacks/hosts: '${wrong}' is none: give a name such as ci.example, or ci.example:8080`,
    );
  if (webhooksTo !== undefined && httpUrl(webhooksTo) === undefined)
    throw new SettingsError(`callbacks/webhooksTo: '${webhooksTo}' is no URL of HTTP`);
  if (signature === undefined) return settings;
  const { secret, header = 'x', algorithm = 'sha256', encoding = 'hex' } = signature;
  if (typeof secret !== 'string' || secret === '')
    throw new SettingsError('callbacks/signature/secret: give a text that is not empty');
  if (!isFieldName(header)) throw new SettingsError('callbacks/signature/header: give the name of a field');
  if (!Object.hasOwn(ALGORITHMS, algorithm))
    throw new SettingsError(
      `callbacks/signature/algorithm: give one of ${Object.keys(ALGORITHMS).join(', ')}`,
    );
  if (encoding !== 'hex' && encoding !== 'base64')
    throw new SettingsError('callbacks/signature/encoding: give hex or base64');
  return settings;
}
