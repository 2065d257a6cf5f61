import { randomUUID } from 'node:crypto';
import type { RawRequest, RawResponse } from '../../../src/http/message.ts';
import { isObject, type JsonObject } from '../../../src/base/json.ts';

/** The habits in which servers of silences differ. */
export interface SilenceHabits {
  /** The status for deleting an unknown identifier. */
  readonly unknownDeletion: number;
  /** The status of a second DELETE of the same item. */
  readonly secondDeletion: number;
  /** The state of what was deleted. */
  readonly deletedState: string;
  /** The content type of what creates, where `Accept` fits nothing. */
  readonly unacceptableType: string;
  /** True where any text is accepted as a boolean. */
  readonly takesAnyBoolean: boolean;
  /** Returns the entry of a silence in the summary. */
  readonly summary: (silence: JsonObject) => unknown;
}

const RIGHT: SilenceHabits = {
  unknownDeletion: 404,
  secondDeletion: 404,
  deletedState: 'expired',
  unacceptableType: 'application/json',
  takesAnyBoolean: false,
  summary: ({ name }) => name,
};

/**
 * A server with rules that its description does not name, as real ones have: a silence ends after its start and not
 * in the past, its name is a word, nobody chooses its id, a filter has a sign of equality; and DELETE keeps what it ends.
 */
export function silencesServer(habits: Partial<SilenceHabits> = {}) {
  const server = new SilencesServer({ ...RIGHT, ...habits });
  return {
    handle: async (request: RawRequest): Promise<RawResponse> => server.answer(request),
    /** Returns the number of silences that have not ended. */
    pending: () => server.pending(),
  };
}

class SilencesServer {
  readonly #silences = new Map<string, JsonObject>();
  readonly #habits: SilenceHabits;

  constructor(habits: SilenceHabits) {
    this.#habits = habits;
  }

  pending(): number {
    return [...this.#silences.values()].filter(
      ({ status }) => isObject(status) && status['state'] === 'pending',
    ).length;
  }

  answer(request: RawRequest): RawResponse {
    const { method, target, headers } = request;
    const [path = '', query = ''] = target.split('?');
    const id = /^\/silence\/([^/]+)$/.exec(path)?.[1];
    const methods = id === undefined ? METHODS[path] : ['GET', 'DELETE'];
    if (methods === undefined) return plain(404);
    if (!methods.includes(method)) return { ...plain(405), headers: { allow: methods.join(', ') } };
    if (id !== undefined) return this.#onOne(method, id);
    if (path === '/silences/summary') return json([...this.#silences.values()].map(this.#habits.summary));
    if (method === 'GET') return this.#list(new URLSearchParams(query));
    const isAcceptable = String(headers['accept']).includes('json');
    return this.#create(request, isAcceptable ? 'application/json' : this.#habits.unacceptableType);
  }

  #list(query: URLSearchParams): RawResponse {
    const isBoolean = ['true', 'false', null].includes(query.get('active'));
    const filter = query.get('filter');
    if (!isBoolean && !this.#habits.takesAnyBoolean) return plain(400);
    if (filter !== null && !filter.includes('=')) return plain(400);
    return json([...this.#silences.values()]);
  }

  #create({ headers, body }: RawRequest, contentType: string): RawResponse {
    const sent = body.length === 0 ? undefined : parsed(body);
    if (body.length > 0 && headers['content-type'] !== 'application/json') return plain(415);
    if (sent === undefined || !['string', 'undefined'].includes(typeof sent['id'])) return plain(400);
    if (sent['id'] !== undefined) return plain(404);
    const { name, startsAt, endsAt } = sent;
    const [start, end] = [timeOf(startsAt), timeOf(endsAt)];
    if (typeof name !== 'string' || !/^\w+$/.test(name)) return plain(400);
    if (!(start < end) || end < Date.now()) return plain(400);
    const id = randomUUID();
    this.#silences.set(id, { id, status: { state: 'pending' }, name, startsAt, endsAt } as JsonObject);
    return json({ silenceID: id }, contentType);
  }

  #onOne(method: string, id: string): RawResponse {
    const silence = this.#silences.get(id);
    if (method === 'GET') return silence === undefined ? plain(404) : json(silence);
    if (silence === undefined) return plain(this.#habits.unknownDeletion);
    const state = isObject(silence['status']) ? silence['status']['state'] : undefined;
    if (state !== 'pending') return plain(this.#habits.secondDeletion);
    this.#silences.set(id, { ...silence, status: { state: this.#habits.deletedState } });
    return plain(200);
  }
}

const METHODS: Readonly<Record<string, readonly string[]>> = {
  '/silences': ['GET', 'POST'],
  '/silences/summary': ['GET'],
};

function parsed(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function timeOf(value: unknown): number {
  return typeof value === 'string' && value.includes('T') ? Date.parse(value) : Number.NaN;
}

function plain(status: number): RawResponse {
  return { status, headers: {}, body: new Uint8Array() };
}

function json(value: unknown, contentType = 'application/json'): RawResponse {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return { status: 200, headers: { 'content-type': contentType }, body };
}
