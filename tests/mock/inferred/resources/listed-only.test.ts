import { describe, expect, test } from '@jest/globals';
import { member } from '../../../../src/base/json.ts';
import {
  answers,
  listOf,
  NOTHING,
  pathParameter,
  queryParameter,
  takes,
} from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths, pluck } from '../described.ts';

const TEXT = { type: 'string' };
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
});
const Message = object({ id: { ...TEXT, format: 'uuid', readOnly: true }, text: TEXT }, ['id', 'text']);
const listed = { responses: { '200': answers(listOf(Message)) } };

/** Messages that are only listed, and created by this POST. */
const messages = (post: object, get: object = listed) => ({ '/messages': { get, post } });

describe('a collection that is only listed and created', () => {
  const creating = { requestBody: takes(Message), responses: { '201': answers(Message) } };

  test('lists what was created, after the items that it starts with', async () => {
    const { get, post } = clientOf(mockPaths(messages(creating)));
    const before = pluck((await get('/messages')).body, 'id');
    const made = await post('/messages', { text: 'hello' });
    expect([made.status, bodyOf(made)['text']]).toEqual([201, 'hello']);
    expect(made.headers['location']).toBeUndefined();
    expect(before.length).toBeGreaterThan(0);
    expect(pluck((await get('/messages')).body, 'id')).toEqual([...before, bodyOf(made)['id']]);
  });

  test.each([
    ['answers nothing', { requestBody: takes(Message), responses: { '204': NOTHING } }],
    [
      'answers the identifier',
      { requestBody: takes(Message), responses: { '200': answers(object({ id: TEXT }, ['id'])) } },
    ],
    [
      'answers the item in an envelope',
      { requestBody: takes(Message), responses: { '200': answers(object({ data: Message })) } },
    ],
    [
      'takes and answers lists',
      { requestBody: takes(listOf(Message)), responses: { '200': answers(listOf(Message)) } },
    ],
  ])('may be created by a POST that %s', async (name, post) => {
    const client = clientOf(mockPaths(messages(post), { memory: 'empty' }));
    await client.post('/messages', name.includes('lists') ? [{ text: 'hello' }] : { text: 'hello' });
    expect((await client.get('/messages')).body).toMatchObject([{ text: 'hello' }]);
  });

  test('is paged, and has its envelope', async () => {
    const page = object({ items: listOf(Message), total: { type: 'integer' } }, ['items', 'total']);
    const get = { parameters: [queryParameter('limit')], responses: { '200': answers(page) } };
    const client = clientOf(mockPaths(messages(creating, get), { memory: 'empty' }));
    for (const text of ['a', 'b', 'c']) await client.post('/messages', { text });
    const { body } = await client.get('/messages?limit=2');
    expect([pluck(member(body, 'items'), 'text'), member(body, 'total')]).toEqual([['a', 'b'], 3]);
  });

  test('exists for each parent', async () => {
    const room = object({ id: { type: 'integer' }, name: TEXT }, ['id']);
    const paths = {
      '/rooms': { post: { requestBody: takes(room), responses: { '201': answers(room) } } },
      '/rooms/{roomId}': {
        parameters: [pathParameter('roomId', { type: 'integer' })],
        get: { responses: { '200': answers(room) } },
      },
      '/rooms/{roomId}/messages': {
        parameters: [pathParameter('roomId', { type: 'integer' })],
        get: listed,
        post: creating,
      },
    };
    const { get, post } = clientOf(mockPaths(paths, { memory: 'empty' }));
    for (const id of [1, 2]) await post('/rooms', { id });
    await post('/rooms/2/messages', { text: 'hello' });
    expect((await get('/rooms/1/messages')).body).toEqual([]);
    expect((await get('/rooms/2/messages')).body).toMatchObject([{ text: 'hello' }]);
    expect((await get('/rooms/3/messages')).status).toBe(404);
  });

  test.each([
    ['a search', { requestBody: takes(object({ text: TEXT })), ...listed }],
    [
      'an action',
      {
        requestBody: takes(object({ force: { type: 'boolean' } })),
        responses: { '200': answers(object({ count: { type: 'integer' } })) },
      },
    ],
  ])('is not meant by the POST of %s', async (_, post) => {
    const client = clientOf(mockPaths(messages(post)));
    const before = await client.get('/messages');
    expect((await client.post('/messages', { text: 'hello', force: true })).status).toBe(200);
    expect((await client.get('/messages')).text).toBe(before.text);
  });

  describe('with items that have no identifier', () => {
    const Named = object({ name: TEXT, colour: TEXT }, ['name']);
    const Closed = { ...Named, additionalProperties: false };
    const [red, blue] = [
      { name: 'a', colour: 'red' },
      { name: 'a', colour: 'blue' },
    ];
    const tags = (item: object, list: object, more: object = {}) => ({
      '/tags': {
        get: { parameters: [queryParameter('colour', TEXT)], responses: { '200': answers(list) } },
        post: { requestBody: takes(item), responses: { '201': answers(item) } },
        ...more,
      },
    });
    const open = (paths: object) => clientOf(mockPaths(paths, { memory: 'empty' }));

    test.each([
      ['a list', tags(Named, listOf(Named)), '/tags', (body: unknown) => body],
      ['a list of closed objects', tags(Closed, listOf(Closed)), '/tags', (body: unknown) => body],
      [
        'a page',
        tags(Named, object({ data: listOf(Named) })),
        '/tags',
        (body: unknown) => member(body, 'data'),
      ],
    ])('shows what was sent and nothing else, also twice the same: %s', async (_, paths, path, itemsIn) => {
      const { get, post } = open(paths);
      for (const sent of [red, blue, red]) expect((await post(path, sent)).body).toEqual(sent);
      expect(itemsIn((await get(path)).body)).toEqual([red, blue, red]);
      expect(itemsIn((await get(`${path}?colour=blue`)).body)).toEqual([blue]);
    });

    test.each([
      ['those that the query selects', '/tags?colour=red', undefined, [blue]],
      ['those that have the members of the body', '/tags', { colour: 'blue' }, [red]],
      ['none where the body is not understood', '/tags', { other: 1 }, [red, blue]],
    ])('are deleted by a DELETE of all: %s', async (_, path, body, left) => {
      const remove = {
        delete: {
          parameters: [queryParameter('colour', TEXT)],
          requestBody: { ...takes({ type: 'object' }), required: false },
          responses: { '204': NOTHING },
        },
      };
      const client = open(tags(Named, listOf(Named), remove));
      for (const sent of [red, blue]) await client.post('/tags', sent);
      expect((await client.send('DELETE', path, body)).status).toBe(204);
      expect((await client.get('/tags')).body).toEqual(left);
    });
  });
});
