import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { ask } from '../ask.ts';

function inPath(name: string, schema: object): object {
  return { name, in: 'path', required: true, schema };
}

/** An operation that answers its own name. */
function naming(name: string, parts: object): object {
  const schema = { const: name };
  return { responses: { '200': { description: '', content: { 'application/json': { schema } } } }, ...parts };
}

/** Returns a function that asks a mock of these paths, and tells which operation answered with which status. */
function answering(paths: object): (method: string, target: string, body?: object) => Promise<string> {
  const description = loadDescriptionSync({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths });
  const mock = createMock({ descriptions: description });
  return async (method, target, body) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await ask(mock, { method, target, headers, ...sent });
    return answer.status === 200 ? String(answer.body) : `${answer.status} ${answer.text}`;
  };
}

describe('of paths that differ in the names of their parameters alone', () => {
  const uuid = { type: 'string', format: 'uuid' };
  const files = {
    '/files/{FileID}': { get: naming('id', { parameters: [inPath('FileID', uuid)] }) },
    '/files/{FileName}': { get: naming('name', { parameters: [inPath('FileName', { pattern: '[.]' })] }) },
    '/files/{number}.{type}': { get: naming('typed', { parameters: [inPath('type', { enum: ['gif'] })] }) },
  };

  test('that one answers whose parameters fit the request', async () => {
    const asked = answering(files);
    expect(await asked('GET', '/files/0b3e4ab1-5fd4-4a4f-9d2c-0a1b2c3d4e5f')).toBe('id');
    expect(await asked('GET', '/files/a.jpg/')).toMatch(/^404/);
    expect(await asked('GET', '/files/.jpg')).toBe('name');
    expect(await asked('GET', '/files/1.gif')).toBe('typed');
  });

  test('the first refuses what fits none', async () => {
    expect(await answering(files)('GET', '/files/other')).toMatch(/^400.*FileID/);
  });

  test('that one answers whose query fits, and a fit of the path counts more than one of the body', async () => {
    const fields = (values: readonly string[]) => ({ name: 'fields', in: 'query', schema: { enum: values } });
    const body = (required: string) => ({
      requestBody: { required: true, content: { 'application/json': { schema: { required: [required] } } } },
    });
    const asked = answering({
      '/{media}': {
        get: naming('media', { parameters: [fields(['caption'])] }),
        put: naming('media', { parameters: [inPath('media', { pattern: '^m' })], ...body('m') }),
      },
      '/{tag}': {
        get: naming('tag', { parameters: [fields(['name'])] }),
        put: naming('tag', { parameters: [inPath('tag', { pattern: '^t' })], ...body('t') }),
      },
    });
    expect(await asked('GET', '/1?fields=name')).toBe('tag');
    expect(await asked('GET', '/1?fields=caption')).toBe('media');
    expect(await asked('GET', '/1')).toBe('media');
    expect(await asked('PUT', '/t1', { t: 1 })).toBe('tag');
    expect(await asked('PUT', '/t1', { m: 1 })).toMatch(/^400.*required property 't'/);
  });

  test('each reads the path by its own names', async () => {
    const reading = (...names: string[]) => ({ parameters: names.map((name) => inPath(name, {})) });
    const answer = { responses: { '200': { description: '', content: { 'application/json': {} } } } };
    const description = loadDescriptionSync({
      openapi: '3.1.0',
      paths: {
        '/{a}/x/{b}': { get: { operationId: 'x', ...reading('a', 'b'), ...answer } },
        '/{c}/{d}/y': { get: { operationId: 'y', ...reading('c', 'd'), ...answer } },
      },
    });
    const echo = (request: { readonly path: object }) => ({ status: 200, body: { ...request.path } });
    const mock = createMock({ descriptions: description, behaviours: { operations: { x: echo, y: echo } } });
    expect((await ask(mock, { method: 'GET', target: '/1/x/2' })).body).toEqual({ a: '1', b: '2' });
    expect((await ask(mock, { method: 'GET', target: '/1/x/y' })).body).toEqual({ a: '1', b: 'y' });
    expect((await ask(mock, { method: 'GET', target: '/1/2/y' })).body).toEqual({ c: '1', d: '2' });
  });
});
