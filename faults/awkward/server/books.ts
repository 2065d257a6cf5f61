import { isMembers } from '../../server/json-schema.ts';
import { Refusal, type Answer } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import type { Asked, Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** What the operations on books do. */
export function bookOperations(campus: Campus): Record<string, Work> {
  return {
    listBooks: ({ parameters }) => listBooks(campus, parameters),
    createBook: ({ body }) => {
      const sent = isMembers(body) ? body : {};
      refuseTaken(campus, [sent]);
      const book = addBook(campus, sent);
      return { status: 201, headers: { location: `/books/${String(book['id'])}` }, body: book };
    },
    readBook: ({ parameters }) => ({ status: 200, body: bookOf(campus, parameters) }),
    updateBook: ({ parameters, body }) => {
      const book = bookOf(campus, parameters);
      if (book['deletedAt'] !== null) throw new Refusal(409, 'the book is deleted');
      const next = { ...book, ...changesOf(Object(body) as Members) };
      campus.books.put(String(book['id']), next);
      return { status: 200, body: next };
    },
    deleteBook: ({ parameters }) => {
      const book = bookOf(campus, parameters);
      if (book['deletedAt'] === null) {
        campus.books.put(String(book['id']), { ...book, deletedAt: campus.now() });
      }
      return { status: 204 };
    },
    importBooks: ({ body }) => {
      const sent = (Array.isArray(body) ? body : []) as readonly Members[];
      refuseTaken(campus, sent);
      const books = sent.map((one) => addBook(campus, one));
      return { status: 201, body: { imported: books.length, books } };
    },
  };
}

function bookOf(campus: Campus, { bookId }: Asked['parameters']): Row {
  const book = campus.books.get(String(bookId));
  if (book === undefined) throw new Refusal(404, 'there is no such book');
  return book;
}

function addBook(campus: Campus, sent: Members): Row {
  const { isbn, tags = [], lendable = true } = sent;
  const whole = { isbn, lendable, ...changesOf(sent), tags: [...(tags as readonly string[])].toSorted() };
  return campus.books.add('id', { ...whole, createdAt: campus.now(), deletedAt: null });
}

/** The members that may be changed; blanks around a title are dropped. */
function changesOf(sent: Members): Row {
  const names = ['title', 'genre', 'year', 'lendable', 'shelf'].filter((name) => name in sent);
  const changes = Object.fromEntries(names.map((name) => [name, sent[name]]));
  return 'title' in changes ? { ...changes, title: String(changes['title']).trim() } : changes;
}

/** No two books have one ISBN, those that are to be added neither. */
function refuseTaken(campus: Campus, sent: readonly Members[]): void {
  const taken = new Set(campus.books.all().map(({ isbn }) => isbn));
  for (const { isbn } of sent) {
    if (taken.has(isbn)) throw new Refusal(409, `there is a book with the ISBN ${String(isbn)}`);
    taken.add(isbn);
  }
}

function listBooks(campus: Campus, parameters: Members): Answer {
  const { page, cursor, limit = 20, genre, lendable, fields } = parameters;
  if (page !== undefined && cursor !== undefined) {
    throw new Refusal(400, 'page and cursor must not be combined');
  }
  const names = fieldsOf(fields);
  const books = campus.books
    .all()
    .filter(
      (book) =>
        book['deletedAt'] === null &&
        (genre === undefined || book['genre'] === genre) &&
        (lendable === undefined || book['lendable'] === lendable),
    );
  const after = cursor === undefined ? undefined : lastIdOf(String(cursor));
  const rest = after === undefined ? books : books.filter(({ id }) => Number(id) > after);
  const first = (Number(page ?? 1) - 1) * Number(limit);
  const shown = rest.slice(first, first + Number(limit));
  const isMore = rest.length > first + shown.length;
  const nextCursor = isMore && page === undefined ? btoa(`after:${String(shown.at(-1)?.['id'])}`) : null;
  const rows = shown.map((book) => Object.fromEntries(names.map((name) => [name, book[name]])));
  return { status: 200, body: { books: rows, total: books.length, nextCursor } };
}

const FIELDS = ['isbn', 'title', 'genre', 'lendable', 'year'];

function fieldsOf(fields: unknown): readonly string[] {
  if (fields === undefined) return ['id', ...FIELDS];
  const names = String(fields)
    .split(',')
    .map((name) => name.trim());
  const unknown = names.find((name) => name !== 'id' && !FIELDS.includes(name));
  if (unknown !== undefined) throw new Refusal(400, `there is no field ${unknown}`, { field: 'fields' });
  return ['id', ...names];
}

/** @throws Refusal for a cursor that was never given */
function lastIdOf(cursor: string): number {
  const id = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (id === undefined || btoa(`after:${id}`) !== cursor) throw new Refusal(400, 'that is not a cursor');
  return Number(id);
}
