import { describe, expect, test } from '@jest/globals';
import { SnapshotError, type MockSnapshot } from '../../../src/mock/state/mock-snapshot.ts';
import { collection } from '../inferred/collection.ts';
import { ref } from '../../description/described.ts';
import { clientOf, mockPaths } from '../inferred/described.ts';

const Note = {
  type: 'object',
  required: ['id', 'text'],
  properties: {
    id: { type: 'string', readOnly: true },
    text: { type: 'string' },
    at: { type: 'string', format: 'date-time', readOnly: true },
    size: { type: 'integer' },
  },
};

const paths = collection(ref('Note'), { path: '/notes' });

const clock = new Date('2025-01-02T03:04:05Z');
const mockNotes = () => mockPaths(paths, { schemas: { Note }, clock });
type Notes = ReturnType<typeof mockNotes>;

/** Returns the responses to a few requests that draw identifiers, byte by byte. */
async function play(app: Notes, namespace: string): Promise<readonly string[]> {
  const { get, post, delete: remove } = clientOf(app, { 'x-stuntdouble-namespace': namespace });
  const made = [await post('/notes', { text: 'a' }), await post('/notes', { text: 'b' })];
  const removed = await remove(String(made[0]?.headers['location']));
  return [...made, removed, await get('/notes')].map(({ status, headers, text }) =>
    JSON.stringify([status, headers, text]),
  );
}

describe('a snapshot', () => {
  test('restores the same responses to the same requests, byte by byte', async () => {
    const app = mockNotes();
    await play(app, 'one');
    const saved = await app.snapshot('one');
    const first = await play(app, 'one');
    expect(await play(app, 'one')).not.toEqual(first);
    await app.restore(saved, 'one');
    expect(await play(app, 'one')).toEqual(first);
  });

  test('is plain data: it can be kept as JSON, and restored elsewhere', async () => {
    const app = mockNotes();
    await play(app, 'one');
    const saved = JSON.parse(JSON.stringify(await app.snapshot('one'))) as MockSnapshot;
    const first = await play(app, 'one');
    const other = mockNotes();
    await other.restore(saved);
    expect(await play(other, '')).toEqual(first);
  });

  test('of an unused namespace is its initial state', async () => {
    const app = mockNotes();
    const saved = await app.snapshot('new');
    expect(await app.mock.namespaces()).toEqual([]);
    const first = await play(app, 'new');
    await app.restore(saved, 'new');
    expect(await play(app, 'new')).toEqual(first);
  });

  test('affects only its namespace, and is not affected by later changes', async () => {
    const app = mockNotes();
    const saved = await app.snapshot('one');
    const text = JSON.stringify(saved);
    await play(app, 'one');
    await play(app, 'two');
    const two = await app.snapshot('two');
    await app.restore(saved, 'one');
    expect(await app.snapshot('two')).toEqual(two);
    await play(app, 'one');
    expect(JSON.stringify(saved)).toBe(text);
  });

  test('keeps integers that a double cannot hold', async () => {
    const app = mockNotes();
    const { post, get } = clientOf(app);
    const { headers, text } = await post('/notes', '{"text":"a","size":12345678901234567890}', {
      'content-type': 'application/json',
    });
    expect(text).toContain('"size":12345678901234567890');
    const saved = await app.snapshot();
    await app.reset();
    await app.restore(saved);
    expect((await get(String(headers['location']))).text).toContain('"size":12345678901234567890');
  });

  test.each([
    [{}, `it needs 'apis', an object`],
    [{ apis: { unprepared: { collections: {} } } }, '/apis/unprepared'],
    [{ apis: { unprepared: { collections: { notes: [{}] }, random: [1, 2, 3, 4] } } }, '/collections/notes'],
    [{ apis: { other: { collections: {}, random: [1, 2, 3, 4] } } }, '/apis/other: no API of this name'],
  ])('that is invalid is refused, and changes nothing: %j', async (snapshot, reason) => {
    const app = mockNotes();
    await play(app, '');
    const before = await app.snapshot();
    const restoring = app.restore(snapshot as unknown as MockSnapshot);
    await expect(restoring).rejects.toThrow(SnapshotError);
    await expect(restoring).rejects.toThrow(reason);
    expect(await app.snapshot()).toEqual(before);
  });
});

describe('200 namespaces in parallel', () => {
  const names = Array.from({ length: 200 }, (_, index) => `test ${index}`);

  test('each see only their own notes, and draw the same identifiers', async () => {
    const app = mockNotes();
    const alone = await play(mockNotes(), 'alone');
    const played = await Promise.all(names.map((name) => play(app, name)));
    expect(played.every((answer) => JSON.stringify(answer) === JSON.stringify(alone))).toBe(true);
    const own = names.map(async (name, index) => {
      const { get, post } = clientOf(app, { 'x-stuntdouble-namespace': name });
      await post('/notes', { text: `only ${index}` });
      if (index % 3 === 0) await app.reset(name);
      return [(await get('/notes')).text.match(/only \d+/g) ?? [], index] as const;
    });
    for (const [texts, index] of await Promise.all(own)) {
      expect(texts).toEqual(index % 3 === 0 ? [] : [`only ${index}`]);
    }
  });
});
