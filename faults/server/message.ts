/** A request as it came: header fields by lower-case name. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** A response that is not yet written: a text goes as it is, bytes too, all else as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Members of the body that its schema does not know, and allows. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Items that come after the body, one at a time, each written by `frame`. */
  readonly items?: AsyncIterable<unknown>;
  /** Default: the item as JSON. */
  readonly frame?: (item: unknown) => string;
  /** After this response, no connection is taken. */
  readonly isLast?: true;
}

/** A response as it is sent. */
export interface Written {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** What comes after `body`, piece by piece; it may never end. */
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly isLast?: true;
}

/** `cut`: the connection ends before a response. `hangs`: no response comes. `gone`: no connection is taken. */
export type Silence = 'cut' | 'hangs' | 'gone';

export type Handle = (request: Request) => Promise<Written | Silence>;

/** Ends a request early. Caught where requests are handled. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Members of the body beside those that every refusal has. */
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

/** Ends a request without a response. Caught where requests are handled. */
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
