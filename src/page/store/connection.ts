/** A request to the control of a mock. */
export interface ControlRequest {
  /** Default: `GET`. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/_stuntdouble`: `/journal`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. Default: no body. */
  readonly body?: unknown;
  /** Default: the namespace of requests that name none. */
  readonly namespace?: string;
}

export interface ControlReply {
  readonly status: number;
  /** The value of a JSON body, or its text. */
  readonly body: unknown;
}

/** One thing that happened in the mock; what a type has beside that is read where it is shown. */
export interface StreamedEvent {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** `open`: events come; `waiting`: they are asked for again; `refused`: the mock does not let this page in. */
export type StreamState = 'open' | 'waiting' | 'refused';

export interface Subscription {
  readonly namespace: string;
  /** So many of the last exchanges are told first. */
  readonly history: number;
  readonly onEvents: (events: readonly StreamedEvent[]) => void;
  readonly onState: (state: StreamState, reason: string) => void;
}

/** All that the page needs of a mock, wherever that is. */
export interface Connection {
  /** Rejects where the mock cannot be reached. */
  readonly request: (request: ControlRequest) => Promise<ControlReply>;
  /** Returns a function that ends it. */
  readonly subscribe: (subscription: Subscription) => () => void;
}

/** Returns a control request as it is sent: below `/_stuntdouble`, with its body as a text. */
export function inHttp({ method = 'GET', path, query = {}, body, namespace = '' }: ControlRequest) {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const parameters = new URLSearchParams(given).toString();
  return {
    method,
    target: `/_stuntdouble${path}${parameters === '' ? '' : `?${parameters}`}`,
    headers: {
      ...(namespace !== '' && { 'x-stuntdouble-namespace': namespace }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}

/** Returns the value of a body of JSON, or its text. */
export function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Returns what a problem (RFC 9457) says. */
export function detailOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
}

/** Returns the events in lines that are complete. */
export function eventsIn(lines: readonly string[]): readonly StreamedEvent[] {
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StreamedEvent);
}
