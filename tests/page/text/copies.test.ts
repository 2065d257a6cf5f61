import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { curlText, fetchText, jestText, type CopiedExchange } from '../../../src/page/text/copies.ts';

/** What has come, with what the client has written itself left out. */
interface Seen {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let server: Server;
let url: string;
let seen: Seen[] = [];
let answer = '{}';

beforeAll(async () => {
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url: target = '', headers } = request;
      seen.push({ method, target, headers, body: Buffer.concat(pieces).toString() });
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const HOSTILE = [
  '`touch hit`',
  '$(touch hit)',
  '${HOME}',
  "it's 'quoted' \"twice\"",
  'two\nlines\n',
  'a tab\tand a backslash \\ and \\n',
  '</script><script>hit()</script><!--',
  '@/etc/passwd',
  '-d @/etc/passwd',
  '!! and !x',
  '%s %n',
  '\u202egnp.exe\u2028\u2029\u0007\u001b[31m',
  '{"__proto__": {"hit": true}, "a": [1, 2.50]}',
  '😀 ü',
  '; rm -rf x #',
];

const exchangeWith = (text: string, given: Partial<CopiedExchange> = {}): CopiedExchange => ({
  url,
  method: 'POST',
  target: `/things?q=${encodeURIComponent(text)}&list[]={1,2}`,
  headers: { 'content-type': 'text/plain', 'x-note': `${text.replace(/[^ -~]/g, '')}x` },
  text,
  operation: text,
  response: { status: 200, text: JSON.stringify({ said: text }) },
  ...given,
});

const wanted = (exchange: CopiedExchange) => ({
  method: exchange.method,
  target: new URL(exchange.target, url).href.slice(url.length), // as `fetch` and browsers write it
  body: exchange.text ?? '',
  headers: expect.objectContaining({ 'x-note': exchange.headers['x-note']?.trim() }),
});

async function inNode(code: string): Promise<unknown[]> {
  // oxlint-disable-next-line typescript/no-implied-eval -- that is what is done with a copied text
  const run = new Function('test', 'expect', `return (async () => { ${code}\n })()`) as (
    ...globals: unknown[]
  ) => Promise<void>;
  const names: unknown[] = [];
  const running: Promise<void>[] = [];
  const define = (name: string, body: () => Promise<void>) => {
    names.push(name);
    running.push(body());
  };
  await run(define, expect);
  await Promise.all(running);
  return names;
}

const hasCurl = existsSync('/usr/bin/curl');

describe('what is copied', () => {
  test.each(HOSTILE.map((text) => [JSON.stringify(text), text] as const))(
    'sends %s by fetch',
    async (_, text) => {
      const exchange = exchangeWith(text);
      seen = [];
      const code = fetchText(exchange);
      await inNode(code);
      expect(seen).toEqual([wanted(exchange)]);
      expect(code).not.toContain('<');
    },
  );

  test.each(HOSTILE.map((text) => [JSON.stringify(text), text] as const))(
    'tests %s in Jest',
    async (_, text) => {
      for (const body of [{ said: text }, text, JSON.parse(`{"__proto__": ${JSON.stringify(text)}}`)]) {
        answer = JSON.stringify(body);
        const exchange = exchangeWith(text, { response: { status: 200, text: answer } });
        seen = [];
        const code = jestText(exchange);
        expect(await inNode(code)).toEqual([`${text}: 200`]);
        expect(seen).toEqual([wanted(exchange)]);
        expect(code).not.toContain('<');
      }
    },
  );

  if (!hasCurl) {
    // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test with
    test.skip('by curl: there is none', () => undefined);
  } else {
    test.each(HOSTILE.map((text) => [JSON.stringify(text), text] as const))(
      'sends %s by curl, from every shell',
      (_, text) => {
        const exchange = exchangeWith(text);
        for (const shell of ['sh', 'bash']) {
          seen = [];
          expect(sent(exchange, shell)).toEqual([wanted(exchange)]);
        }
      },
    );
  }
});

/** Runs the line while the server of this process answers: by a second process that waits for it. */
function sent(exchange: CopiedExchange, shell: string): readonly Seen[] {
  const recorder = `
    const { createServer } = require('node:http');
    const { spawn } = require('node:child_process');
    const server = createServer((request, response) => {
      const pieces = [];
      request.on('data', (piece) => pieces.push(piece)).on('end', () => {
        seen.push({ method: request.method, target: request.url, headers: request.headers, body: Buffer.concat(pieces).toString() });
        response.end();
      });
    });
    const seen = [];
    server.listen(0, '127.0.0.1', () => {
      const line = process.argv[1].replaceAll(process.argv[2], 'http://127.0.0.1:' + server.address().port);
      spawn(process.argv[3], ['-c', line + ' -s'], { stdio: 'inherit' }).on('close', () => {
        console.log('\\n' + JSON.stringify(seen));
        server.close(); server.closeAllConnections();
      });
    });`;
  const out = execFileSync(process.execPath, ['-e', recorder, curlText(exchange), url, shell], {
    encoding: 'utf8',
  });
  const found = JSON.parse(out.trim().split('\n').at(-1) ?? '') as readonly Seen[];
  return found.map((one) => ({ ...one, target: new URL(one.target, url).href.slice(url.length) }));
}
