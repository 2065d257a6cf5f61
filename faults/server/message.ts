/** A request as it was received. Names of header fields are in lower case. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** A response before it is written. Strings and bytes are sent as they are, every other body as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A response as it is sent. */
export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Handles a request. Undefined means that the connection is closed without a response. */
export type Handle = (request: Request) => Promise<Written | undefined>;

/** Refuses a request. The server's `handle` catches it and sends the response. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly answer: Answer;

  constructor(status: number, title: string, further: Readonly<Record<string, unknown>> = {}) {
    super(title);
    const body = { type: 'about:blank', title, status, ...further };
    this.answer = { status, headers: { 'content-type': 'application/problem+json' }, body };
  }
}

const encoder = new TextEncoder();

export function written({ status, headers = {}, body }: Answer): Written {
  if (body === undefined) return { status, headers, body: new Uint8Array(0) };
  if (body instanceof Uint8Array) return { status, headers, body };
  const isText = headers['content-type']?.startsWith('text/') === true;
  const text = isText ? String(body) : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: encoder.encode(text) };
}
