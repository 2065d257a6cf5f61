import { describe, expect, test } from '@jest/globals';
import { answers, pathParameter, ref, takes, NOTHING } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths } from '../described.ts';

const maybe = (type: string, extra: object = {}) => ({ type: [type, 'null'], ...extra });
const Task = {
  type: 'object',
  required: ['id', 'title', 'text', 'due', 'mood', 'place', 'tags', 'either'],
  properties: {
    id: { type: 'integer', readOnly: true },
    title: { type: 'string' },
    text: maybe('string'),
    due: maybe('string', { format: 'date' }),
    mood: maybe('string', { enum: ['good', 'bad', null] }),
    place: maybe('object', { properties: { k: { type: 'integer' } } }),
    tags: maybe('array', { items: { type: 'string' } }),
    either: { oneOf: [{ type: 'integer' }, { type: 'null' }] },
    note: maybe('string'),
    plain: { type: 'string' },
    inner: { type: 'object', properties: { a: maybe('integer'), b: { type: 'integer' } } },
  },
};
const Change = {
  type: 'object',
  properties: {
    ...Task.properties,
    title: maybe('string'),
    plain: maybe('string'),
    inner: maybe('object', { properties: { a: maybe('integer'), b: maybe('integer') } }),
  },
};
const whole = {
  title: 't',
  text: 'x',
  due: '2024-01-01',
  mood: 'good',
  place: { k: 1 },
  tags: ['x'],
  either: 1,
  note: 'n',
  plain: 'p',
  inner: { a: 1, b: 2 },
};

/** The paths of tasks that take such patches. */
function paths(range: string, refusals: object = {}) {
  const body = { required: true, content: { [range]: { schema: Change } } };
  return {
    '/tasks': { post: { requestBody: takes(ref('Task')), responses: { '201': answers(ref('Task')) } } },
    '/tasks/{id}': {
      parameters: [pathParameter('id', { type: 'integer' })],
      get: { responses: { '200': answers(ref('Task')) } },
      put: { requestBody: takes(ref('Task')), responses: { '200': answers(ref('Task')) } },
      patch: { requestBody: body, responses: { '200': answers(ref('Task')), ...refusals } },
    },
  };
}

/** Creates a task, patches it, and returns the answer and what is read then. */
async function patched(range: string, change: object, refusals: object = {}) {
  const { get, post, send } = clientOf(
    mockPaths(paths(range, refusals), { schemas: { Task }, memory: 'empty' }),
  );
  await post('/tasks', whole);
  const target = '/tasks/1';
  const answer = await send('PATCH', target, change, { 'content-type': range });
  return { answer, after: bodyOf(await get(target)) };
}

describe('a patch with null', () => {
  const json = 'application/json';
  const merge = 'application/merge-patch+json';

  test.each(['text', 'due', 'mood', 'place', 'tags', 'either', 'note'])(
    'sets a member that may be null to null: %s',
    async (name) => {
      const { answer, after } = await patched(json, { [name]: null });
      expect(answer.status).toBe(200);
      expect(after).toEqual({ id: 1, ...whole, [name]: null });
      expect(answer.body).toEqual(after);
    },
  );

  test('sets null inside an object, and leaves its other members', async () => {
    const { after } = await patched(json, { inner: { a: null } });
    expect(after['inner']).toEqual({ a: null, b: 2 });
  });

  test('removes a member that may be absent and not null', async () => {
    const { after } = await patched(json, { plain: null, inner: { b: null } });
    expect(after).not.toHaveProperty('plain');
    expect(after['inner']).toEqual({ a: 1 });
  });

  test('removes members as a merge patch', async () => {
    const { after } = await patched(merge, { note: null, inner: null });
    expect(after).not.toHaveProperty('note');
    expect(after).not.toHaveProperty('inner');
  });

  test('never makes a value up for a required member as a merge patch', async () => {
    const { answer, after } = await patched(merge, { text: null });
    expect(answer.status).toBe(200);
    expect(after).toMatchObject({ text: null });
  });

  test.each([json, merge])('is refused for a member that must have a value, in %s', async (range) => {
    const { answer, after } = await patched(range, { title: null, note: 'new' }, { '422': NOTHING });
    expect(answer.status).toBe(422);
    expect(after).toMatchObject({ title: 't', note: 'n' });
  });

  test.each([json, merge])('leaves that member when no refusal is documented, in %s', async (range) => {
    const { answer, after } = await patched(range, { title: null, note: 'new' });
    expect(answer.status).toBe(200);
    expect(after).toMatchObject({ title: 't', note: 'new' });
  });

  test('is kept by PUT, too', async () => {
    const { post, put } = clientOf(mockPaths(paths(json), { schemas: { Task }, memory: 'empty' }));
    await post('/tasks', whole);
    expect((await put('/tasks/1', { ...whole, text: null, note: null })).body).toMatchObject({
      text: null,
      note: null,
    });
  });
});
