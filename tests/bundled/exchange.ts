import { readdirSync, readFileSync } from 'node:fs';
import type { Fixtures } from '../../src/mock/state/initial-data.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../../src/base/json.ts';
import { loadFixturesSync } from '../../src/mock/server/fixtures/load-fixtures.ts';

export interface ExchangeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where there is none. */
  readonly body: Json | undefined;
}

/** A documented request and its documented response. */
export interface Exchange {
  readonly api: string;
  readonly name: string;
  readonly request: ExchangeRequest;
  readonly status: number;
  readonly body: Json | undefined;
  /** Set where the mock differs from the documents on purpose; `request` is then what gets their answer. */
  readonly deviation: { readonly reason: string; readonly request: ExchangeRequest | undefined } | undefined;
}

/** An exchange with the state in which its answer is right. */
export interface Scene {
  readonly exchange: Exchange;
  readonly fixtures: Fixtures;
}

/** All exchanges of an API, each with the bundled state. */
export function scenesOf(api: string): Scene[] {
  const folder = new URL(`../../fixtures/${api}/`, import.meta.url);
  const fixtures = loadFixturesSync(folder);
  return readdirSync(new URL('exchanges/', folder)).map((file) => {
    const content = JSON.parse(readFileSync(new URL(`exchanges/${file}`, folder), 'utf8')) as Json;
    return { exchange: toExchange(api, file, content), fixtures };
  });
}

function toExchange(api: string, file: string, content: Json): Exchange {
  const response = member(content, 'response');
  const deviation = member(content, 'deviation');
  const instead = member(deviation, 'request');
  return {
    api,
    name: file.replace(/\.json$/, ''),
    request: toRequest(member(content, 'request')),
    status: Number(member(response, 'status')),
    body: member(response, 'body'),
    deviation:
      deviation === undefined
        ? undefined
        : {
            reason: String(member(deviation, 'reason')),
            request: instead === undefined ? undefined : toRequest(instead),
          },
  };
}

function toRequest(node: Json | undefined): ExchangeRequest {
  return {
    method: String(member(node, 'method')),
    path: String(member(node, 'path')),
    headers: Object.fromEntries(
      members(member(node, 'headers')).map(([name, value]) => [name, String(value)]),
    ),
    body: member(node, 'body'),
  };
}

/** Returns the request that is sent: the documented one, or its replacement. */
export function sentOf({ request, deviation }: Exchange): ExchangeRequest {
  return deviation?.request ?? request;
}

/** Returns the places where `actual` lacks a documented value or has another. Additional members of objects are ignored. */
export function differences(
  actual: unknown,
  documented: Json | undefined,
  ignored: ReadonlySet<string>,
): string[] {
  return compareAt('', actual, documented, ignored);
}

function compareAt(
  pointer: string,
  actual: unknown,
  documented: Json | undefined,
  ignored: ReadonlySet<string>,
): string[] {
  if (Array.isArray(documented)) {
    const found = Array.isArray(actual) ? items(actual) : [];
    if (found.length !== documented.length)
      return [`${pointer}: ${found.length} items, not ${documented.length}`];
    return items(documented).flatMap((item, index) =>
      compareAt(`${pointer}/${index}`, found[index], item, ignored),
    );
  }
  if (isObject(documented)) return compareMembers(pointer, actual, documented, ignored);
  return actual === documented
    ? []
    : [`${pointer}: ${JSON.stringify(actual)}, not ${JSON.stringify(documented)}`];
}

function compareMembers(
  pointer: string,
  actual: unknown,
  documented: JsonObject,
  ignored: ReadonlySet<string>,
) {
  return members(documented).flatMap(([name, value]) =>
    ignored.has(name) && member(actual, name) !== undefined
      ? []
      : compareAt(`${pointer}/${name}`, member(actual, name), value, ignored),
  );
}
