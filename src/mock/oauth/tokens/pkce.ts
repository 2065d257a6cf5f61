/** Tells whether a verifier is that of an S256 challenge (RFC 7636, section 4.6). */
export async function fitsChallenge(verifier: string, challenge: string): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === challenge;
}
