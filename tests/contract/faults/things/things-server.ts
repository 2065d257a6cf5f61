import type { RawRequest, RawResponse } from '../../../../src/http/message.ts';
import { isObject } from '../../../../src/base/json.ts';
import { without } from '../without.ts';

export type Thing = Readonly<Record<string, unknown>> & { readonly id: string };

/** The habits in which servers of things differ. */
export interface Habits {
  /** Returns the stored form of a new thing; undefined: it is not stored. */
  readonly store: (sent: Thing) => Thing | undefined;
  /** Returns the stored form of a changed thing. */
  readonly change: (known: Thing, sent: object) => Thing;
  /** Returns the form of every other thing after a change. */
  readonly others: (other: Thing, sent: object) => Thing;
  /** Returns the form that is kept of a deleted thing; undefined: it is removed. */
  readonly bury: (known: Thing) => Thing | undefined;
  readonly show: (thing: Thing) => object | undefined;
  readonly list: (things: readonly Thing[]) => readonly object[];
  readonly isValid: (name: string, value: unknown) => boolean;
  /** Every answer on its way out. */
  readonly answer: (response: Plain, request: RawRequest) => Plain;
}

/** An answer whose body is not yet written. */
export interface Plain {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const RIGHT: Habits = {
  store: (sent) => sent,
  change: (known, sent) => ({ ...known, ...sent, id: known.id }),
  others: (other) => other,
  bury: () => undefined,
  show: (thing) => without(thing, 'pass'),
  list: (things) => things.map((thing) => without(thing, 'pass')),
  isValid: (name, value) => {
    const text = typeof value === 'string' ? value : '';
    switch (name) {
      case 'name':
        return text.length >= 2 && text.length <= 40;
      case 'size':
        return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10;
      case 'colour':
        return ['red', 'green'].includes(text);
      case 'note':
        return text.length >= 1;
      case 'pass':
        return typeof value === 'string';
      default:
        return true;
    }
  },
  answer: (response) => response,
};

/** A server of things, written by hand: it shares no code with the mock. */
export function thingsServer(habits: Partial<Habits> = {}): (request: RawRequest) => Promise<RawResponse> {
  const server = new ThingsServer({ ...RIGHT, ...habits });
  return (request) => Promise.resolve(written(server.handle(request)));
}

class ThingsServer {
  readonly #habits: Habits;
  readonly #things = new Map<string, Thing>();
  #made = 0;

  constructor(habits: Habits) {
    this.#habits = habits;
  }

  handle(request: RawRequest): Plain {
    const [path = '', query = ''] = request.target.split('?');
    const [, , id] = path.split('/');
    const response = id === undefined ? this.#onAll(request, query) : this.#onOne(request, id);
    return this.#habits.answer(response, request);
  }

  #onAll(request: RawRequest, query: string): Plain {
    switch (request.method) {
      case 'GET':
        return this.#list(new URLSearchParams(query).getAll('limit'));
      case 'POST':
        return this.#create(this.#read(request));
      default:
        return { ...refusal(405), headers: { allow: 'GET, POST' } };
    }
  }

  #onOne(request: RawRequest, id: string): Plain {
    const known = this.#things.get(id);
    if (!['GET', 'PATCH', 'DELETE'].includes(request.method)) {
      return { ...refusal(405), headers: { allow: 'GET, PATCH, DELETE' } };
    }
    if (known === undefined) return refusal(404);
    if (request.method === 'GET') return { status: 200, body: this.#habits.show(known) };
    return request.method === 'PATCH' ? this.#change(known, this.#read(request)) : this.#delete(known);
  }

  #list(limits: readonly string[]): Plain {
    if (limits.some((limit) => !/^([1-9]\d?|100)$/.test(limit))) return refusal(400);
    const shown = this.#habits.list([...this.#things.values()]).slice(0, Number(limits[0] ?? 20));
    return { status: 200, headers: { 'x-total': String(this.#things.size) }, body: shown };
  }

  #create(sent: object | undefined): Plain {
    if (sent === undefined || !Object.hasOwn(sent, 'name')) return refusal(400);
    this.#made += 1;
    const thing = { ...sent, id: `thing-${this.#made}` };
    const stored = this.#habits.store(thing);
    if (stored !== undefined) this.#things.set(thing.id, stored);
    return { status: 201, headers: { location: `/things/${thing.id}` }, body: this.#habits.show(thing) };
  }

  #change(known: Thing, sent: object | undefined): Plain {
    if (sent === undefined) return refusal(400);
    for (const other of this.#things.values()) this.#things.set(other.id, this.#habits.others(other, sent));
    const changed = this.#habits.change(known, sent);
    this.#things.set(known.id, changed);
    return { status: 200, body: this.#habits.show(changed) };
  }

  #delete(known: Thing): Plain {
    const rest = this.#habits.bury(known);
    if (rest === undefined) this.#things.delete(known.id);
    else this.#things.set(known.id, rest);
    return { status: 204 };
  }

  /** Undefined when it is not a thing. */
  #read({ headers, body }: RawRequest): object | undefined {
    if (!String(headers['content-type']).startsWith('application/json')) return undefined;
    try {
      const sent = JSON.parse(new TextDecoder().decode(body)) as unknown;
      if (!isObject(sent)) return undefined;
      return Object.entries(sent).every(([name, value]) => this.#habits.isValid(name, value))
        ? sent
        : undefined;
    } catch {
      return undefined;
    }
  }
}

function refusal(status: number): Plain {
  return { status, body: { title: `no (${status})` } };
}

function written({ status, headers = {}, body }: Plain): RawResponse {
  const type = status < 300 ? 'application/json' : 'application/problem+json';
  return {
    status,
    headers: { ...(body !== undefined && { 'content-type': type }), ...headers },
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
  };
}
