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
  /** Members of the body that are not in its schema, which allows them. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Items that are sent after the body, one at a time, each written by `frame`. */
  readonly items?: AsyncIterable<unknown>;
  /** Writes an item; the default is JSON. */
  readonly frame?: (item: unknown) => string;
  /** After this response, the server accepts no connection. */
  readonly isLast?: true;
}

/** A response as it is sent. */
export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The pieces that are sent after `body`; they may never end. */
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly isLast?: true;
}

/** `cut`: the connection is closed without a response. `hangs`: no response is sent. `gone`: no connection is accepted. */
export type Silence = 'cut' | 'hangs' | 'gone';

export type Handle = (request: Request) => Promise<Written | Silence>;

/** Refuses a request. It is caught where requests are handled. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Members of the body, in addition to those of every refusal. */
  readonly further: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    title: string,
    further: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(title);
    this.status = status;
    this.further = further;
    this.headers = headers;
  }
}

/** Ends a request without a response. It is caught where requests are handled. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly silence: Silence;

  constructor(silence: Silence) {
    super(silence);
    this.silence = silence;
  }
}

const encoder = new TextEncoder();

export function written({ status, headers = {}, body, items, frame = asJson, isLast }: Answer): Written {
  const rest = { ...(items && { stream: pieces(items, frame) }), ...(isLast && { isLast }) };
  if (body === undefined) return { status, headers, body: new Uint8Array(0), ...rest };
  if (body instanceof Uint8Array) return { status, headers, body, ...rest };
  const isText = headers['content-type']?.startsWith('text/') === true;
  const text = isText ? String(body) : asJson(body);
  const fields = { 'content-type': 'application/json', ...headers };
  return { status, headers: fields, body: encoder.encode(text), ...rest };
}

function asJson(value: unknown): string {
  return JSON.stringify(value);
}

async function* pieces(
  items: AsyncIterable<unknown>,
  frame: (item: unknown) => string,
): AsyncIterable<Uint8Array> {
  for await (const item of items) yield encoder.encode(frame(item));
}
