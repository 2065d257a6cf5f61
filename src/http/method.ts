/** True for GET and HEAD, which read what a path names (RFC 9110, sections 9.3.1 and 9.3.2). */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** True for GET, HEAD and OPTIONS: the safe methods (RFC 9110, section 9.2.1) but for TRACE. */
export function isSafe(method: string): boolean {
  return isRead(method) || method === 'OPTIONS';
}

const WITHOUT_CONTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'TRACE']);

/** True for the methods whose content means nothing (RFC 9110, sections 9.3.1, 9.3.2, 9.3.5 and 9.3.8). */
export function isWithoutContent(method: string): boolean {
  return WITHOUT_CONTENT.has(method);
}
