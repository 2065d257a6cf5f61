/** True for GET and HEAD, which read what a path names (RFC 9110, sections 9.3.1 and 9.3.2). */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** True for GET, HEAD and OPTIONS: the safe methods (RFC 9110, section 9.2.1) but for TRACE. */
export function isSafe(method: string): boolean {
  return isRead(method) || method === 'OPTIONS';
}
