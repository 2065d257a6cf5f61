import { exactJsonIn, writeExactJson } from '../../base/exact-json.ts';
import { isObject } from '../../base/json.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { Description } from '../../description/model/description.ts';
import { contentTypeOf, isJson } from '../../http/media-type.ts';
import type { HeaderFields, RawRequest } from '../../http/message.ts';
import { parseQuery } from '../../http/raw-parameters.ts';
import { pathOf, queryOf } from '../../http/request-target.ts';
import { describedFields, KEPT_FIELDS } from './kept-fields.ts';
import { latin1Text, SECRET_FIELDS, textIn } from './har-entry.ts';
import { isPersonal, PERSONAL_FORMS } from './personal-data.ts';
import { SecretValues } from './secret-values.ts';
import { StandIns, type Draw } from './stand-ins.ts';

/** A request with the response that it got, whose bodies have no codings. */
export interface WholeExchange {
  readonly request: RawRequest;
  readonly response: { readonly status: number; readonly headers: HeaderFields; readonly body: Uint8Array };
}

/** How exchanges are freed of what is nobody else's business. */
export interface MaskOptions {
  readonly descriptions: () => readonly Description[];
  /** The names of members, parameters and header fields that stay as they are. */
  readonly keep: ReadonlySet<string>;
  /** Default: random numbers that nobody can foresee. */
  readonly draw?: Draw;
}

/** A text is drawn so often, until it fits. */
const TRIES = 100;

/**
 * Frees exchanges of credentials wherever they stand, of tokens, of addresses of e-mail and telephones, and of the names of
 * persons. Each gets a stand-in of its form, the same one in all exchanges, so that what belongs together still does.
 */
export class ExchangeMasks {
  readonly #standIns: StandIns;
  readonly #secrets: SecretValues;
  readonly #options: MaskOptions;

  constructor(options: MaskOptions) {
    this.#options = options;
    this.#standIns = new StandIns(options.draw);
    this.#secrets = new SecretValues(options.descriptions, (secret) => this.#standIns.of(secret));
  }

  /** Learns a secret that no exchange may show. */
  add(secret: string): void {
    this.#secrets.add(secret);
  }

  /**
   * Returns an exchange without what is masked, and with the kept header fields alone. `misfits`: returns the texts of a
   * masked exchange that do not fit their schema as the original ones do: they get other stand-ins, where that can still be.
   */
  masked(
    exchange: WholeExchange,
    misfits: (masked: WholeExchange) => readonly string[] = () => [],
  ): WholeExchange {
    this.#secrets.learn(exchange.request, exchange.response);
    this.#standIns.settle(); // those of credentials are known to others already
    let masked = this.#mask(exchange);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const redrawn = misfits(masked).filter((text) => this.#standIns.redraw(text));
      if (redrawn.length === 0) break;
      masked = this.#mask(exchange);
    }
    this.#standIns.settle();
    return masked;
  }

  #mask({ request, response }: WholeExchange): WholeExchange {
    return {
      request: {
        ...request,
        target: this.#target(request.target),
        headers: this.#fields(request.headers),
        body: this.#body(request.headers, request.body),
      },
      response: {
        status: response.status,
        headers: this.#fields(response.headers),
        body: this.#body(response.headers, response.body),
      },
    };
  }

  #isKept(name: string): boolean {
    return this.#options.keep.has(name.toLowerCase());
  }

  #text(text: string): string {
    let masked = this.#secrets.mask(text);
    for (const form of PERSONAL_FORMS) masked = masked.replace(form, (found) => this.#standIns.of(found));
    return masked;
  }

  #target(target: string): string {
    const path = pathOf(target)
      .split('/')
      .map((segment) => this.#encoded(segment, (text) => this.#text(text)))
      .join('/');
    const query = parseQuery(queryOf(target)).map(({ name, value, bare }) => {
      if (bare === true) return this.#encoded(name, (text) => this.#text(text));
      const plain = percentDecoded(name);
      if (this.#isKept(plain)) return `${name}=${value}`;
      const isNamed = isPersonal(plain, {});
      return `${name}=${this.#encoded(value, (text) => (isNamed ? this.#standIns.of(text) : this.#text(text)))}`;
    });
    return query.length === 0 ? path : `${path}?${query.join('&')}`;
  }

  /** Masks a part of a target. One that has nothing to be masked stays as it was written. */
  #encoded(part: string, mask: (text: string) => string): string {
    const text = percentDecoded(part);
    const masked = text === '' ? text : mask(text);
    return masked === text ? part : encodeURIComponent(masked);
  }

  #fields(headers: HeaderFields): HeaderFields {
    const described = this.#options.descriptions().map(describedFields);
    const kept = Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const isSecret = SECRET_FIELDS.includes(name);
      if (
        !isSecret &&
        !KEPT_FIELDS.has(name) &&
        !described.some((names) => names.has(name)) &&
        !this.#isKept(name)
      )
        return [];
      const mask = (line: string) => (this.#isKept(name) ? line : this.#field(name, line));
      return [[name, typeof value === 'string' ? mask(value) : value.map(mask)] as const];
    });
    return Object.fromEntries(kept);
  }

  /** Masks a header field; user and password of basic authentication each for itself. */
  #field(name: string, line: string): string {
    const basic = name === 'authorization' ? /^(Basic\s+)(\S+)$/i.exec(line) : null;
    const [, scheme = '', coded = ''] = basic ?? [];
    const [, user, password] = /^([^:]*):(.*)$/s.exec(decodedBase64(coded)) ?? [];
    if (user === undefined || password === undefined) return this.#text(line);
    const given = `${this.#standIns.of(user)}:${this.#standIns.of(password)}`;
    return `${scheme}${btoa(latin1Text(encoder.encode(given)))}`;
  }

  #body(headers: HeaderFields, body: Uint8Array): Uint8Array {
    if (body.length === 0) return body;
    const type = contentTypeOf(headers);
    const text = textIn(body);
    if (text === undefined) return bytesOf(this.#secrets.mask(latin1Text(body)));
    if (type !== undefined && isJson(type)) {
      const masked = this.#json(text);
      if (masked !== undefined) return encoder.encode(masked);
    }
    if (type?.subtype === 'x-www-form-urlencoded') return encoder.encode(this.#target(`?${text}`).slice(1));
    return encoder.encode(this.#text(text));
  }

  /** Masks the values of a JSON text, which stays as it was written where there is nothing to be masked. */
  #json(text: string): string | undefined {
    const value = exactJsonIn(text);
    if (value === undefined) return undefined;
    const masked = this.#value(value, undefined, {});
    return masked === value ? text : writeExactJson(masked);
  }

  #leaf(value: string | number, name: string | undefined, beside: object): unknown {
    const isNamed = name !== undefined && isPersonal(name, beside);
    if (typeof value === 'number')
      return isNamed && Number.isSafeInteger(value) && value > 9_999
        ? Number(this.#standIns.of(String(value)))
        : value;
    return isNamed && value !== '' ? this.#standIns.of(value) : this.#text(value);
  }

  /** Returns a value with stand-ins; the value itself where there is nothing to be masked. */
  #value(value: unknown, name: string | undefined, beside: object): unknown {
    if (name !== undefined && this.#isKept(name)) return value;
    if (typeof value === 'string' || typeof value === 'number') return this.#leaf(value, name, beside);
    if (Array.isArray(value)) {
      const masked = value.map((item: unknown) => this.#value(item, name, beside));
      return masked.every((item, index) => item === value[index]) ? (value as unknown) : masked;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(
      ([key, member]) => [this.#text(key), this.#value(member, key, value)] as const,
    );
    return entries.every(([key, member]) => member === value[key]) ? value : Object.fromEntries(entries);
  }
}

const encoder = new TextEncoder();

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

function decodedBase64(text: string): string {
  try {
    return new TextDecoder().decode(bytesOf(atob(text)));
  } catch {
    return '';
  }
}
