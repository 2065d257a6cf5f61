import { expect, test } from '@jest/globals';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { createMock } from '../../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { json } from '../../../description/described.ts';

const text = { type: 'string' };
const PROJECT = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', readOnly: true }, name: text },
};
const LABEL = { type: 'object', required: ['text'], properties: { id: { type: 'integer' }, text } };
const shown = (schema: object) => ({ description: 'It is here.', content: json(schema) });
const inPath = (name: string, schema: object) => [{ name, in: 'path', required: true, schema }];
const none = { description: 'There is none.' };

const PROJECTS = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Projects', version: '1' },
    paths: {
      '/projects': {
        get: { operationId: 'list', responses: { 200: shown({ type: 'array', items: PROJECT }) } },
        post: {
          operationId: 'create',
          requestBody: { required: true, content: json(PROJECT) },
          responses: { 201: shown(PROJECT), 400: none },
        },
      },
      '/projects/{id}': {
        parameters: inPath('id', { type: 'integer' }),
        get: { operationId: 'read', responses: { 200: shown(PROJECT), 400: none, 404: none } },
        delete: { operationId: 'remove', responses: { 204: { description: 'Gone.' }, 400: none, 404: none } },
      },
      '/projects/{project_name}/labels': {
        parameters: inPath('project_name', text),
        post: {
          operationId: 'addLabel',
          requestBody: { required: true, content: json(LABEL) },
          responses: { 201: shown(LABEL), 400: none, 404: none },
        },
      },
    },
  },
  { name: 'projects' },
);

test('creates the items that a path leads through, and reads the name that the path needs', async () => {
  const cases = planCases(PROJECTS).filter(({ id }) => id === 'projects/addLabel/valid/required-only');
  const [one] = cases;
  expect(one?.steps.map(({ name, request }) => `${name}: ${request.method} ${request.target}`)).toEqual([
    'create in /projects: POST /projects',
    'read its name: GET /projects/{{project.id}}',
    'request: POST /projects/{{project_name}}/labels',
    'clean up: DELETE /projects/{{project.id}}',
  ]);
  const mock = createMock({ descriptions: PROJECTS });
  const report = await runContract({
    description: PROJECTS,
    target: handlerTarget('projects', mock.handle),
    cases,
  });
  expect(report.findings).toEqual([]);
  const sent = report.results.flatMap(({ exchanges }) => exchanges.map(({ request }) => request.target));
  expect(sent.find((target) => target.endsWith('/labels'))).toMatch(/^\/projects\/[a-z]+sd[a-z\d]+\/labels$/);
});
