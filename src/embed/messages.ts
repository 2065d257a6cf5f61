import { encodeText } from '../http/charset.ts';
import { NO_BODY, type RawRequest, type RawResponse } from '../http/message.ts';

/** Cookies by name, as they are written. */
export type Cookies = Readonly<Record<string, string>>;

/** Reads a request of the Fetch API. Its body is used up; the cookies are used where it has none. */
export async function toRawRequest(request: Request, cookies: Cookies): Promise<RawRequest> {
  const cookie = Object.entries(cookies).map((pair) => pair.join('='));
  const { protocol, host, pathname, search } = new URL(request.url);
  return {
    method: request.method.toUpperCase(),
    target: `${pathname}${search}`,
    headers: {
      host,
      ...(cookie.length > 0 && { cookie: cookie.join('; ') }),
      ...Object.fromEntries(request.headers),
    },
    body: request.body === null ? NO_BODY : new Uint8Array(await request.arrayBuffer()),
    scheme: protocol === 'https:' ? 'https' : 'http',
  };
}

/** Returns the address of the page; undefined where there is none. */
export function pageAddress(): string | undefined {
  return (globalThis as { readonly location?: { readonly href: string } }).location?.href;
}

/** The statuses of responses that the Fetch API allows no body (Fetch, section 2.2.3, null body status). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Returns a response of the Fetch API; a network error for what that cannot say: 1XX, and connections that are reset or never
 * answered. A body that is cut fails while it is read.
 */
export function toResponse({ status, headers, body, connection }: RawResponse, method: string): Response {
  if (status < 200 || status > 599) return Response.error();
  const fields = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const line of [value ?? []].flat()) fields.append(name, line);
  }
  const isEmpty = WITHOUT_BODY.has(status) || method === 'HEAD';
  return new Response(isEmpty ? null : bodyOf(connection === 'cut' ? cut(body) : body), {
    status,
    headers: fields,
  });
}

/** Ends a body with an error. */
async function* cut(body: RawResponse['body']): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string') yield encodeText(body);
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
  throw new TypeError('network error: the body was cut');
}

function bodyOf(body: RawResponse['body']): ConstructorParameters<typeof Response>[0] {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  const pieces = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await pieces.next(); // where it fails, so does the body
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await pieces.return?.()),
  });
}
