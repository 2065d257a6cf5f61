import { describe, expect, test } from '@jest/globals';
import { items, member } from '../../../../src/base/json.ts';
import { answers, listOf, NOTHING, pathParameter, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

const TEXT = { type: 'string' };
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
});
const Note = object({ id: TEXT, text: TEXT, state: TEXT, fields: listOf(object({ name: TEXT })) }, ['id']);
const New = object({ text: TEXT, fields: listOf(object({ name: TEXT })) });

/** Notes whose create has this request body and this response. */
function notes(sent: object, answered: object, item: object = Note, status = '201') {
  return {
    '/notes': {
      get: { responses: { '200': answers(listOf(item)) } },
      post: { requestBody: takes(sent), responses: { [status]: answers(answered) } },
    },
    '/notes/{id}': {
      parameters: [pathParameter('id')],
      get: { responses: { '200': answers(item), '404': NOTHING } },
    },
  };
}

const client = (paths: object) => clientOf(mockPaths(paths, { memory: 'empty' }));

describe('a create with a list', () => {
  test('is answered with one of the items, which can be read, as can the others', async () => {
    const { get, post } = client(notes(listOf(New), Note));
    const made = bodyOf(await post('/notes', [{ text: 'a', fields: [{ name: 'f' }] }, { text: 'b' }]));
    expect(made).toMatchObject({ text: 'a', fields: [{ name: 'f' }] });
    expect((await get(`/notes/${String(made['id'])}`)).body).toEqual(made);
    expect(pluck((await get('/notes')).body, 'text')).toEqual(['a', 'b']);
  });

  test.each([
    ['a list', listOf(Note), []],
    ['a list in a member', object({ notes: listOf(Note), count: { type: 'integer' } }), ['notes']],
    ['a list beside a member called id', object({ id: TEXT, created: listOf(Note) }), ['created']],
  ])('is answered with all items in %s', async (_, answered, [name]) => {
    const { get, post } = client(notes(listOf(New), answered));
    const { body } = await post('/notes', [{ text: 'a' }, { text: 'b' }]);
    const made = items(name === undefined ? body : member(body, name));
    expect(pluck(made, 'text')).toEqual(['a', 'b']);
    expect(items((await get('/notes')).body)).toEqual(made);
  });

  test('may have the list in a member of the body', async () => {
    const { get, post } = client(notes(object({ notes: listOf(New), dryRun: { type: 'boolean' } }), NOTHING));
    await post('/notes', { notes: [{ text: 'a' }, { text: 'b' }], dryRun: false });
    expect(pluck((await get('/notes')).body, 'text')).toEqual(['a', 'b']);
  });

  test('is not meant by a list that is a member of the item', async () => {
    const { get, post } = client(notes(New, Note));
    await post('/notes', { text: 'a', fields: [{ name: 'f' }, { name: 'g' }] });
    expect((await get('/notes')).body).toMatchObject([{ text: 'a', fields: [{ name: 'f' }, { name: 'g' }] }]);
  });

  test('of one item may be answered with a list of it', async () => {
    const { get, post } = client(notes(New, object({ notes: listOf(Note) })));
    const made = member((await post('/notes', { text: 'a' })).body, 'notes');
    expect(pluck(made, 'text')).toEqual(['a']);
    expect((await get('/notes')).body).toEqual(made);
  });
});

describe('what a create answers', () => {
  test.each([
    ['in a member', object({ element: Note }, ['element']), ['element']],
    ['two members deep', object({ data: object({ note: Note }) }), ['data', 'note']],
  ])('can be read when it is wrapped: %s', async (_, answered, path) => {
    const { get, post } = client(notes(New, answered));
    const { body } = await post('/notes', { text: 'a' });
    const made = path.reduce((outer, name) => member(outer, name), body);
    expect(made).toMatchObject({ text: 'a' });
    expect((await get(`/notes/${String(member(made, 'id'))}`)).body).toEqual(made);
  });

  test('has its own number, although the body names something else by a text', async () => {
    const Video = object({ id: { type: 'integer' }, name: TEXT });
    const paths = {
      '/lists/{listId}/videos': {
        parameters: [pathParameter('listId', { type: 'integer' })],
        get: { responses: { '200': answers(object({ data: listOf(Video) })) } },
        post: {
          requestBody: takes(object({ videoId: TEXT }, ['videoId'])),
          responses: { '200': answers(object({ element: object({ id: { type: 'integer', example: 2 } }) })) },
        },
      },
      '/lists/{listId}/videos/{elementId}': {
        parameters: [
          pathParameter('listId', { type: 'integer' }),
          pathParameter('elementId', { type: 'integer' }),
        ],
        delete: { responses: { '204': NOTHING } },
      },
    };
    const { get, post, delete: remove } = clientOf(mockPaths(paths));
    const id = member(member((await post('/lists/1/videos', { videoId: 'v' })).body, 'element'), 'id');
    const listed = async () => pluck(member((await get('/lists/1/videos')).body, 'data'), 'id');
    expect((await listed()).at(-1)).toBe(id);
    expect((await remove(`/lists/1/videos/${String(id)}`)).status).toBe(204);
    expect(await listed()).not.toContain(id);
  });

  test('is kept where only its own schema requires it', async () => {
    const answered = { ...Note, required: ['id', 'state'] };
    const sent = { ...New, properties: { ...New.properties, state: TEXT } };
    const { get, post } = client(notes(sent, answered));
    const made = bodyOf(await post('/notes', { text: 'a' }));
    expect(typeof made['state']).toBe('string');
    expect((await get(`/notes/${String(made['id'])}`)).body).toEqual(made);
  });

  test('has the members that were sent, also when it shows no identifier', async () => {
    const { post } = client(notes(New, object({ text: TEXT, state: TEXT }, ['state'])));
    expect(bodyOf(await post('/notes', { text: 'a' }))).toMatchObject({ text: 'a' });
  });

  test.each([
    ['a number', { type: 'integer' }],
    ['a UUID', { type: 'string', format: 'uuid' }],
    ['of a pattern', { type: 'string', pattern: '^n-[0-9]{4}$' }],
  ])('has an identifier that can be read, although only its own schema says that it is %s', async (_, id) => {
    const { get, post } = client(notes(New, object({ id, text: TEXT }, ['id'])));
    const ids = [];
    for (const text of ['a', 'b']) ids.push(String(bodyOf(await post('/notes', { text }))['id']));
    expect(new Set(ids).size).toBe(2);
    for (const made of ids) expect((await get(`/notes/${made}`)).status).toBe(200);
    expect(pluck((await get('/notes')).body, 'id').map(String)).toEqual(ids);
  });
});

describe('Location', () => {
  const Id = { ...Note, properties: { ...Note.properties, id: { type: 'integer' } } };
  const located = (schema: object) => {
    const created = answers(Id, { headers: { Location: { schema } } });
    const paths = notes(New, Id, Id);
    return {
      ...paths,
      '/notes': { ...paths['/notes'], post: { requestBody: takes(New), responses: { '201': created } } },
    };
  };

  test.each([
    ['a path', { type: 'string' }, '/notes/1'],
    ['a reference', { type: 'string', format: 'uri-reference' }, '/notes/1'],
    ['an absolute URL', { type: 'string', format: 'uri' }, 'http://127.0.0.1:4010/notes/1'],
    ['a URL by its pattern', { type: 'string', pattern: '^https?://' }, 'http://127.0.0.1:4010/notes/1'],
    ['the identifier', { type: 'integer' }, '1'],
    ['the identifier by its pattern', { type: 'string', pattern: '^[0-9]+$' }, '1'],
  ])('is %s when its schema wants that', async (_, schema, expected) => {
    const { post } = client(located(schema));
    const made = await post('/notes', { text: 'a' }, { host: '127.0.0.1:4010' });
    expect([made.status, made.headers['location']]).toEqual([201, expected]);
  });
});

describe('a count that only the server sets', () => {
  const counting = (keywords: object) =>
    object({ ...Note.properties, replyCount: { type: 'integer', readOnly: true, ...keywords } }, [
      'replyCount',
    ]);

  test.each([{}, { minimum: 0 }, { minimum: -5 }])('begins at 0 with %j', async (keywords) => {
    const { post } = client(notes(New, counting(keywords), counting(keywords)));
    expect((await post('/notes', { text: 'a' })).body).toMatchObject({ replyCount: 0 });
  });

  test('begins where its minimum allows it', async () => {
    const { post } = client(notes(New, counting({ minimum: 3 }), counting({ minimum: 3 })));
    const { replyCount } = bodyOf(await post('/notes', { text: 'a' }));
    expect(Number(replyCount)).toBeGreaterThanOrEqual(3);
  });
});
