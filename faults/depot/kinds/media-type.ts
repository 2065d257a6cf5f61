import { ofKind, type Fault } from '../../fault.ts';
import { asType, withoutField } from '../../tamper/answer-changes.ts';
import { answering, asking, on } from '../tamper-depot.ts';

/** Faults in media types of responses and requests. */
export const MEDIA_TYPE_FAULTS: readonly Fault[] = ofKind('media type', [
  {
    name: 'a tool is text/plain',
    operations: ['readTool'],
    build: on('readTool', 200, asType('text/plain')),
  },
  {
    name: 'a list has no content type',
    operations: ['listMembers'],
    build: on('listMembers', 200, withoutField('content-type')),
  },
  {
    name: 'a refusal is application/json',
    operations: ['createTool'],
    build: on('createTool', 422, asType('application/json')),
  },
  {
    name: 'a refusal is a page',
    operations: ['search'],
    build: on('search', 400, () => ({
      headers: { 'content-type': 'text/html' },
      body: '<h1>Bad Request</h1>',
    })),
  },
  {
    name: 'a missing credential is answered with a page',
    operations: ['listMembers'],
    build: on('listMembers', 401, ({ headers }) => ({
      headers: { ...headers, 'content-type': 'text/html' },
      body: '<h1>401</h1>',
    })),
  },
  {
    name: 'health is JSON',
    operations: ['health'],
    build: on('health', 200, () => ({ headers: { 'content-type': 'application/json' }, body: '"fine"' })),
  },
  {
    name: 'the table has another separator',
    operations: ['listTools'],
    build: answering('listTools', ({ headers }, { headers: asked }) =>
      asked['accept'] === 'text/csv' && headers['content-type'] === 'text/csv'
        ? { body: 'toolId;name' }
        : undefined,
    ),
  },
  {
    name: 'JSON is called a table',
    operations: ['listTools'],
    build: answering('listTools', ({ status, headers, body }, { headers: asked }) =>
      asked['accept'] === 'text/csv' && status === 200
        ? { headers: { ...headers, 'content-type': 'text/csv' }, body: JSON.stringify(body ?? { items: [] }) }
        : undefined,
    ),
  },
  {
    name: 'a merge patch is of no use',
    operations: ['updateTool'],
    build: asking('updateTool', ({ headers }) =>
      headers['content-type']?.includes('merge-patch') === true
        ? { headers: { ...headers, 'content-type': 'application/x-other' } }
        : {},
    ),
  },
  {
    name: 'a body of any type is read as JSON',
    operations: ['createTool'],
    build: asking('createTool', ({ headers, body }) =>
      body.length > 0 ? { headers: { ...headers, 'content-type': 'application/json' } } : {},
    ),
  },
]);
