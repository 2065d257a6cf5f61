/** Tells by the form of a text whether it may be a JSON Web Token (RFC 7519, section 3). */
export function isJwt(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}
