import { ALGORITHMS, type SignatureSettings } from './callback-settings.ts';

/** Returns the header field that signs a body by HMAC (RFC 2104). Default: as `X-Hub-Signature-256: sha256=…`. */
export async function signatureField(
  body: Uint8Array,
  {
    secret,
    header = 'X-Hub-Signature-256',
    prefix,
    algorithm = 'sha256',
    encoding = 'hex',
  }: SignatureSettings,
): Promise<Readonly<Record<string, string>>> {
  const hash = ALGORITHMS[algorithm];
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['sign']);
  const signed = new Uint8Array(await crypto.subtle.sign('HMAC', key, new Uint8Array(body)));
  const text = encoding === 'hex' ? hexOf(signed) : btoa(String.fromCodePoint(...signed));
  return { [header.toLowerCase()]: `${prefix ?? `${algorithm}=`}${text}` };
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
