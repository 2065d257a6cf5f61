import supertest from 'supertest';
import type { App } from 'supertest/types.js';
import type { SendOutcome, Target } from '../../../src/contract/target/target.ts';

/** How long a response may take, in milliseconds: long, since other work may share the machine. */
const TIMEOUT = 60_000;

/** Sends with supertest: a request of its own for each step of a case. */
export function supertestTarget(name: string, app: App, isRemote = false): Target {
  return {
    name,
    isRemote,
    send: async ({ method, target, headers, body }): Promise<SendOutcome> => {
      const test = new supertest.Test(app, method.toLowerCase(), target)
        .timeout(TIMEOUT)
        .redirects(0)
        .ok(() => true)
        .buffer(true)
        .parse(asBytes)
        .serialize((bytes) => bytes);
      for (const [field, value] of Object.entries(headers)) {
        if (value !== undefined) void test.set(field, typeof value === 'string' ? value : value.join(', '));
      }
      if (body.length > 0) void test.send(Buffer.from(body));
      try {
        const { status, headers: fields, body: bytes } = await test;
        const content = bytes instanceof Uint8Array ? bytes : new Uint8Array(0);
        return { kind: 'answered', response: { status, headers: fields, body: content } };
      } catch (error) {
        return { kind: isRefused(error) ? 'unreachable' : 'dropped', reason: String(error) };
      }
    },
    close: async () => {},
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}

/** superagent's parsers guess what a body is: here it stays as it came. */
function asBytes(response: supertest.Response, done: (error: Error | null, body: unknown) => void): void {
  const pieces: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece: Buffer | string) => pieces.push(Buffer.from(piece)));
  stream.on('end', () => done(null, new Uint8Array(Buffer.concat(pieces))));
}
