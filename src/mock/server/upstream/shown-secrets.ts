import { SecretForms } from '../../../codec/archive/secret-forms.ts';
import type { HeaderFields } from '../../../http/message.ts';
import { parseCookies } from '../../../http/raw-parameters.ts';

/** Finds the credentials for the upstream in what it sends back. */
export interface ShownSecrets {
  /** False where there are none. */
  readonly isNeeded: boolean;
  readonly inFields: (headers: HeaderFields) => boolean;
  readonly inBytes: (bytes: Uint8Array) => boolean;
  /**
   * Passes pieces on, but never a whole credential: what may be the beginning of one waits for the next piece. Ends with an
   * error at the first credential.
   */
  readonly watch: (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** Thrown where a response has a credential that was given for the upstream. */
export class ShownSecretError extends Error {
  override readonly name = 'ShownSecretError';
}

/** The least length of a credential that is looked for: shorter texts stand in many bodies. */
const LEAST = 8;

/** The names of fields whose values give access. */
const SECRET_FIELD = /auth|token|secret|key|cookie|pass|session|credential|signature|jwt/i;

/** Finds the credentials among the header fields that are sent to the upstream in place of those of clients. */
export function shownSecrets(headers: Readonly<Record<string, string>>): ShownSecrets {
  const secrets = Object.entries(headers).flatMap(([name, value]) =>
    SECRET_FIELD.test(name) ? partsOf(name, value) : [],
  );
  const forms = new SecretForms();
  for (const secret of secrets) forms.add(secret);
  return {
    isNeeded: secrets.length > 0,
    inFields: (fields) =>
      Object.entries(fields)
        .flatMap(([name, value]) => [name, value ?? []].flat())
        .some((text) => forms.isIn(text)),
    inBytes: (bytes) => forms.isIn(latin1(bytes)),
    watch: (pieces) => watched(pieces, forms),
  };
}

async function* watched(pieces: AsyncIterable<Uint8Array>, forms: SecretForms): AsyncIterable<Uint8Array> {
  let held = '';
  for await (const piece of pieces) {
    const text = held + latin1(piece);
    if (forms.isIn(text))
      throw new ShownSecretError('the response shows a credential that was given for the upstream');
    const ready = text.length - forms.beginningAtEnd(text);
    held = text.slice(ready);
    if (ready > 0) yield Buffer.from(text.slice(0, ready), 'latin1');
  }
  if (held !== '') yield Buffer.from(held, 'latin1');
}

/** Returns the texts of a header field that give access: the value, what follows the name of a scheme, and a password. */
function partsOf(name: string, value: string): readonly string[] {
  const credential = value.replace(/^[A-Za-z][\w-]*\s+/, '');
  const user = /^Basic\s+(\S+)$/i.exec(value)?.[1];
  const decoded = user === undefined ? '' : Buffer.from(user, 'base64').toString('utf8');
  const cookies = name === 'cookie' ? parseCookies(value).map((cookie) => cookie.value) : [];
  const parts = [value, credential, decoded.slice(decoded.indexOf(':') + 1), ...cookies];
  return parts.filter((part) => part.length >= LEAST);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
