import type { Request } from '../server/message.ts';

/** Returns the names of a request's query parameters, and of the members of its body, JSON or a form. */
export function givenIn({ target, headers, body }: Request): ReadonlySet<string> {
  const query = new URLSearchParams(target.replace(/^[^?]*\??/, ''));
  const names = [...query.keys()].map((name) => name.replace(/\[.*$/, ''));
  const text = new TextDecoder().decode(body);
  const isForm = headers['content-type']?.includes('urlencoded') === true;
  return new Set([...names, ...(isForm ? new URLSearchParams(text).keys() : membersOf(text))]);
}

function membersOf(text: string): readonly string[] {
  try {
    return Object.keys(Object(JSON.parse(text)));
  } catch {
    return [];
  }
}
