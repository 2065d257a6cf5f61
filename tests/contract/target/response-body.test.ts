import { describe, expect, test } from '@jest/globals';
import { readResponseBody } from '../../../src/contract/target/response-body.ts';
import { jumpingClock } from './clock.ts';

const EVENTS = 'text/event-stream; charset=utf-8';

/** A body of these pieces; `...` at their end: nothing more comes, and it does not end. */
async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array, void, void> {
  for (const text of texts) {
    if (text === '...') await new Promise(() => {});
    yield new TextEncoder().encode(text);
  }
}

async function read(contentType: string | undefined, ...texts: readonly string[]) {
  const clock = jumpingClock();
  const found = await readResponseBody(pieces(...texts), { contentType, timeout: 10_000, clock });
  if (found.kind === 'late') return { ...found, at: clock.now() };
  return { kind: found.kind, text: new TextDecoder().decode(found.body), at: clock.now() };
}

describe('a body that ends', () => {
  test.each([['application/json'], [EVENTS], [undefined]])('is read as a whole: %s', async (type) => {
    expect(await read(type, '{"a":', '1}')).toEqual({ kind: 'whole', text: '{"a":1}', at: 0 });
  });
});

describe('a body that does not end', () => {
  test('is late, unless it is a stream', async () => {
    expect(await read('application/json', '{"created":true}\n', '...')).toEqual({
      kind: 'late',
      reason: 'the response had not ended in 10 s',
      at: 10_000,
    });
  });

  test.each([
    [
      'events',
      EVENTS,
      ['data: 1\n\nda', 'ta: 2\n\n', 'data: 3\n\ndata: 4\n\n'],
      'data: 1\n\ndata: 2\n\ndata: 3\n\n',
    ],
    [
      'events with other ends of lines',
      EVENTS,
      ['data: 1\r\n\r\ndata: 2\r\rdata: 3\r\r', 'x'],
      'data: 1\r\n\r\ndata: 2\r\rdata: 3\r\r',
    ],
    ['JSON lines', 'application/x-ndjson', ['1\n2\n3', '\n4\n'], '1\n2\n3\n'],
    [
      'a JSON sequence',
      'application/json-seq',
      ['\u001E1\n\u001E2\n\u001E3\n', '\u001E4'],
      '\u001E1\n\u001E2\n\u001E3\n',
    ],
  ])('is cut behind its third item: %s', async (_, type, texts, text) => {
    expect(await read(type, ...texts, '...')).toEqual({ kind: 'cut', text, at: 0 });
  });

  test('is cut behind its last whole item after two seconds', async () => {
    expect(await read('application/jsonl', '{"a":1}\n{"a":', '...')).toEqual({
      kind: 'cut',
      text: '{"a":1}\n',
      at: 2_000,
    });
  });

  test('is not cut for comments, which only keep the connection open', async () => {
    expect(await read(EVENTS, ': hello\n\n: still\n\n: here\n\n', 'data: 1\n\n', '...')).toMatchObject({
      kind: 'cut',
      text: ': hello\n\n: still\n\n: here\n\ndata: 1\n\n',
      at: 2_000,
    });
  });

  test('is a stream also where only its description says how its items follow each other', async () => {
    const reading = { timeout: 10_000, clock: jumpingClock(), syntax: 'jsonLines' } as const;
    const body = () => pieces('{"a":1}\n', '...');
    const json = await readResponseBody(body(), { ...reading, contentType: 'application/json' });
    expect(json).toEqual({ kind: 'cut', body: new TextEncoder().encode('{"a":1}\n') });
    const page = await readResponseBody(body(), { ...reading, contentType: 'text/html' });
    expect(page).toMatchObject({ kind: 'late' });
  });

  test('closes what it is read from', async () => {
    let isClosed = false;
    const body = Object.assign(pieces('data: 1\n\n', '...'), {
      destroy: () => {
        isClosed = true;
      },
    });
    await readResponseBody(body, { contentType: EVENTS, timeout: 10_000, clock: jumpingClock() });
    expect(isClosed).toBe(true);
  });
});
