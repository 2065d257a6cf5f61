import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { prepareContract } from '../../../src/contract/prepare-contract.ts';
import { publish } from '../../../src/contract/report/publish-report.ts';
import { runPrepared } from '../../../src/contract/run-prepared.ts';
import { serveHttp } from '../../cli/servers/servers.ts';

const BOOK = {
  type: 'object',
  required: ['name', 'code'],
  properties: {
    name: { type: 'string', minLength: 6, maxLength: 60 },
    code: { type: 'string', pattern: '^[A-Z]{2}[0-9]{6}$' },
    shelf: { type: 'integer', minimum: 1, maximum: 500 },
  },
};

const SHOWN = {
  type: 'object',
  required: ['id', 'name', 'code', 'slug'],
  properties: { ...BOOK.properties, id: { type: 'string' }, slug: { type: 'string', maxLength: 3 } },
};

const json = (schema: object) => ({ description: 'it', content: { 'application/json': { schema } } });

const ERROR = json({ type: 'object', properties: { message: { type: 'integer' } } });

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Books', version: '1' },
    paths: {
      '/books': {
        post: {
          operationId: 'createBook',
          requestBody: { required: true, content: { 'application/json': { schema: BOOK } } },
          responses: { 201: json(SHOWN), 400: ERROR, 409: ERROR },
        },
      },
      '/books/{id}': {
        get: { operationId: 'getBook', parameters: [ID], responses: { 200: json(SHOWN), 404: ERROR } },
      },
    },
  },
  { name: 'books' },
);

interface Book {
  readonly name: string;
  readonly code: string;
}

/** Serves books that are kept for ever, of which no two have one name or one code. Slugs and errors break the description. */
function serveBooks() {
  const books: Book[] = [];
  return serveHttp(async (request, response) => {
    const reply = (status: number, body: object) => send(response, status, body);
    if (request.method === 'GET') {
      const number = Number(/^\/books\/b(\d+)x$/.exec(request.url ?? '')?.[1] ?? -1);
      const book = books[number];
      return book === undefined ? reply(404, { message: 'no such book' }) : reply(200, shown(book, number));
    }
    const book = await bookIn(request);
    const isJson = request.headers['content-type'] === 'application/json';
    if (!isJson || book === undefined) return reply(400, { message: 'no book' });
    const taken = books.find(({ name, code }) => name === book.name || code === book.code);
    if (taken !== undefined) return reply(409, { message: `${book.name} is taken` });
    return reply(201, shown(book, books.push(book) - 1));
  });
}

function shown(book: Book, number: number) {
  return { id: `b${number}x`, ...book, slug: book.name.toLowerCase().replaceAll(' ', '-') };
}

async function bookIn(request: IncomingMessage): Promise<Book | undefined> {
  try {
    const book = JSON.parse(await text(request)) as Book;
    return typeof book.name === 'string' && /^.{6,60}$/u.test(book.name) && /^[A-Z]{2}\d{6}$/.test(book.code)
      ? book
      : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function reportOf(target: string, mark: string) {
  const run = prepareContract({ description, target, mark, safety: 'full' });
  const published = publish(await runPrepared(run), {
    failOn: 'likely',
    credentials: '',
    baseUrl: target,
    source: 'books.yaml',
    alone: (id) => id,
    replay: (id) => id,
    placeOf: () => undefined,
  });
  await run.target.close();
  const { run: own, ...report } = published.report;
  return { own, report };
}

describe('two runs on a server that keeps what they create', () => {
  test('give the same report, although they send other values', async () => {
    const { url } = await serveBooks();
    const { report: first } = await reportOf(url, 'k3x9');
    expect(first.findings.length).toBeGreaterThan(2);
    expect(JSON.stringify(first)).not.toMatch(/k3x9/i);
    expect((await reportOf(url, 'q7w2')).report).toEqual(first);
  });

  test('name what they have left by the real identifiers, beside the times of the run', async () => {
    const { url } = await serveBooks();
    const { own: first } = await reportOf(url, 'k3x9');
    const { own: second } = await reportOf(url, 'q7w2');
    const isReal = (one: string) => /^b\d+x of POST \/books, which nothing deletes$/.test(one);
    expect(first.leftovers.length).toBeGreaterThan(5);
    expect([...first.leftovers, ...second.leftovers].filter((one) => !isReal(one))).toEqual([]);
    expect(first.leftovers.filter((one) => second.leftovers.includes(one))).toEqual([]);
  });
});
