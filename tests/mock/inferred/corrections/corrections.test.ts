import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { type Behaviours } from '../../../../src/mock/behaviour/behaviour.ts';
import { type MockOptions } from '../../../../src/create-mock.ts';
import { answers, listOf, NOTHING, pathParameter, ref, takes } from '../../../description/described.ts';
import { bodyOf, clientOf, mockPaths } from '../described.ts';

const Job = {
  type: 'object',
  required: ['number', 'title'],
  properties: {
    number: { type: 'integer', readOnly: true },
    title: { type: 'string' },
    author: { type: 'object', properties: { id: { type: 'string' } } },
  },
};

const wrapped = (schema: object) => ({
  type: 'object',
  required: ['result'],
  properties: { result: schema },
});

/** Remote procedures: neither paths nor methods say what they do. */
function procedures(corrections: Readonly<Record<string, unknown>> = {}) {
  const operation = (operationId: string, rest: object) => ({
    operationId,
    ...(operationId in corrections && { 'x-stuntdouble': corrections[operationId] }),
    ...rest,
  });
  const parameters = [pathParameter('jobNo', { type: 'integer' })];
  return {
    '/jobs.add': {
      post: operation('addJob', {
        requestBody: takes({ type: 'object', properties: { data: ref('Job') } }),
        responses: {
          200: answers(wrapped(ref('Job')), { headers: { Location: { schema: { type: 'string' } } } }),
        },
      }),
    },
    '/jobs.all': {
      get: operation('allJobs', { responses: { 200: answers(wrapped(listOf(ref('Job')))) } }),
    },
    '/jobs.find': {
      get: operation('findJobs', {
        parameters: [{ name: 'title', in: 'query', schema: { type: 'string' } }],
        responses: { 200: answers(listOf(ref('Job'))) },
      }),
    },
    '/jobs.show/{jobNo}': {
      get: operation('showJob', {
        parameters,
        responses: { 200: answers(wrapped(ref('Job'))), 404: NOTHING },
      }),
    },
    '/jobs.drop/{jobNo}': {
      post: operation('dropJob', { parameters, responses: { 204: NOTHING, 404: NOTHING } }),
    },
  };
}

const CORRECTIONS = {
  addJob: { role: 'create', collection: 'jobs', sent: '/data', item: '/result', key: 'number' },
  allJobs: { role: 'list', collection: 'jobs', list: '/result' },
  findJobs: { role: 'list', collection: 'jobs' },
  showJob: { role: 'read', collection: 'jobs', item: '/result' },
  dropJob: { role: 'delete', collection: 'jobs' },
} as const;

async function worksAsCollection(client: ReturnType<typeof clientOf>) {
  const made = await client.post('/jobs.add', { data: { title: 'Sweep' } });
  const job = bodyOf(made)['result'];
  expect([made.status, job]).toMatchObject([200, { number: expect.any(Number), title: 'Sweep' }]);
  const { number } = job as { number: number };
  expect(made.headers['location']).toBe(`/jobs.show/${number}`);
  expect((await client.get(`/jobs.show/${number}`)).body).toEqual({ result: job });
  expect(bodyOf(await client.get('/jobs.all'))['result']).toContainEqual(job);
  expect((await client.get('/jobs.find?title=Sweep')).body).toEqual([job]);
  expect((await client.post(`/jobs.drop/${number}`)).status).toBe(204);
  expect((await client.get(`/jobs.show/${number}`)).status).toBe(404);
  expect(bodyOf(await client.get('/jobs.all'))['result']).not.toContainEqual(job);
}

const jobs = (corrections?: Readonly<Record<string, unknown>>, options: Partial<MockOptions> = {}) =>
  mockPaths(procedures(corrections), { schemas: { Job }, ...options });

describe('an inference can be corrected', () => {
  test('by x-stuntdouble on the operation', async () => {
    await worksAsCollection(clientOf(jobs(CORRECTIONS)));
  });

  test('by the behaviours', async () => {
    await worksAsCollection(clientOf(jobs({}, { behaviours: { inferred: CORRECTIONS } })));
  });

  test('by the behaviours, against the description', async () => {
    const client = clientOf(jobs(CORRECTIONS, { behaviours: { inferred: { addJob: false } } }));
    const made = await client.post('/jobs.add', { data: { title: 'Sweep' } });
    expect(bodyOf(made)['result']).not.toMatchObject({ title: 'Sweep' });
  });

  test('and the collection is filled by fixtures under its name', async () => {
    const fixtures = { jobs: [{ number: 7, title: 'Given' }] };
    const client = clientOf(jobs(CORRECTIONS, { fixtures }));
    expect((await client.get('/jobs.find')).body).toEqual(fixtures.jobs);
    expect((await client.get('/jobs.show/7')).body).toEqual({ result: fixtures.jobs[0] });
  });

  test('and is reported as corrected', () => {
    const operations = jobs(CORRECTIONS).mock.served()[0]?.operations ?? [];
    expect(
      operations.map(({ id, answeredBy, role, collection }) => [id, answeredBy, role, collection]),
    ).toEqual(Object.entries(CORRECTIONS).map(([id, { role }]) => [id, 'inferred', role, '/jobs']));
  });

  test('for the identifier alone', async () => {
    const paths = {
      '/jobs': {
        get: { 'x-stuntdouble': { key: 'number' }, responses: { 200: answers(listOf(ref('Job'))) } },
        post: { requestBody: takes(ref('Job')), responses: { 201: answers(ref('Job')) } },
      },
      '/jobs/{id}': {
        parameters: [pathParameter('id', { type: 'integer' })],
        get: { responses: { 200: answers(ref('Job')), 404: NOTHING } },
      },
    };
    const client = clientOf(mockPaths(paths, { schemas: { Job } }));
    const made = await client.post('/jobs', { title: 'Sweep' });
    const { number } = bodyOf(made);
    expect(made.headers['location']).toBe(`/jobs/${String(number)}`);
    expect((await client.get(`/jobs/${String(number)}`)).body).toEqual(made.body);
  });

  test('to a singleton', async () => {
    const one = (operationId: string, rest: object) => ({
      operationId,
      'x-stuntdouble': { role: 'singleton', collection: '/mode' },
      responses: { 200: answers({ type: 'object', properties: { mode: { type: 'string' } } }) },
      ...rest,
    });
    const body = takes({ type: 'object', properties: { mode: { type: 'string' } } });
    const paths = {
      '/mode.get': { get: one('getMode', {}) },
      '/mode.set': { post: one('setMode', { requestBody: body }) },
    };
    const client = clientOf(mockPaths(paths));
    await client.post('/mode.set', { mode: 'quiet' });
    expect((await client.get('/mode.get')).body).toEqual({ mode: 'quiet' });
  });
});

describe('an invalid correction', () => {
  test.each([
    ['addJob', 7, '', `it is 'false', or an object with role, collection, key, item, list, sent`],
    ['addJob', { rolle: 'create' }, '/rolle', `and no 'rolle'`],
    ['addJob', { role: 'make' }, '/role', 'a role is create, list, read, replace, update, delete, singleton'],
    ['addJob', { item: 'result' }, '/item', `'result' is not a JSON Pointer: '/result'?`],
    [
      'addJob',
      { role: 'create', item: '/answer' },
      '/item',
      `the schema of the answer has nothing at '/answer'`,
    ],
    ['addJob', { role: 'create', sent: '/job' }, '/sent', `the schema of the body has nothing at '/job'`],
    ['addJob', { role: 'create', list: '/result' }, '/list', 'create has no list'],
    ['allJobs', { role: 'list', item: '/result' }, '/item', `a list has 'list'`],
    ['allJobs', { role: 'read' }, '/role', 'read needs a path with a parameter that names the item'],
    ['dropJob', { collection: 'jobs' }, '', 'say the role of POST /jobs.drop/{jobNo}'],
    ['dropJob', { role: 'delete', item: '' }, '/item', 'there is no JSON answer with a schema'],
  ])('is a fault of the description: %s %j', (id, correction, place, reason) => {
    const document = {
      openapi: '3.1.0',
      info: { title: 'Jobs', version: '1' },
      paths: procedures({ [id]: correction }),
      components: { schemas: { Job } },
    };
    const { faults } = loadDescriptionSync(document, { name: 'jobs' });
    expect(faults).toEqual([
      { pointer: expect.stringMatching(`/x-stuntdouble${place}$`), message: expect.stringContaining(reason) },
    ]);
  });

  test.each([
    [
      'allJobs',
      { role: 'list', collection: 'jops', list: '/result' },
      '/inferred/allJobs/collection',
      `there is no collection 'jops', and no other correction names it: did you mean 'jobs'?`,
    ],
    [
      'showJob',
      { role: 'read', collection: '/teams/{team}/jobs', item: '/result' },
      '/inferred/showJob/collection',
      '/teams/{team}/jobs needs the parameter {team}, which /jobs.show/{jobNo} does not have',
    ],
    [
      'ping',
      { role: 'list', collection: '/ping' },
      '/inferred/ping',
      'GET /ping cannot have the role list: no response shows an item with its identifier',
    ],
  ])('has no effect: %s %j', (id, correction, place, reason) => {
    const team = pathParameter('team');
    const paths = {
      ...procedures(CORRECTIONS),
      '/jobs': { get: { responses: { 200: answers(listOf(ref('Job'))) } } },
      '/teams/{team}/jobs': { parameters: [team], get: { responses: { 200: answers(listOf(ref('Job'))) } } },
      '/teams/{team}/jobs/{number}': {
        parameters: [team, pathParameter('number')],
        get: { responses: { 200: answers(ref('Job')) } },
      },
      '/ping': { get: { operationId: 'ping', responses: { 200: answers({ type: 'string' }) } } },
    };
    const behaviours = { inferred: { [id]: correction } } as Behaviours;
    expect(() => mockPaths(paths, { schemas: { Job }, behaviours })).toThrow(`${place}: ${reason}`);
  });

  test('is not applied', async () => {
    const client = clientOf(jobs({ ...CORRECTIONS, addJob: { role: 'make' } }));
    const { status } = await client.post('/jobs.add', { data: { title: 'Sweep' } });
    expect(status).toBe(200);
  });

  test('in behaviours makes the start fail, with all of them listed', () => {
    const inferred = { addJob: { role: 'make' }, nobody: false } as unknown as Behaviours['inferred'];
    expect(() => jobs({}, { behaviours: { inferred } })).toThrow(
      /\/inferred\/addJob\/role: a role is .*\n.*\/inferred\/nobody: there is no such operation/,
    );
  });
});
