/** A request as it came: header fields by lower-case name. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** An answer that is not yet written: a text goes as it is, bytes too, all else as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer as it is sent. */
export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Undefined: the connection is cut before an answer. */
export type Handle = (request: Request) => Promise<Written | undefined>;

/** Ends a request early. Caught where requests are handled. */
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
