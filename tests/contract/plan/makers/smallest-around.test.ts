import { describe, expect, test } from '@jest/globals';
import type { TargetData } from '../../../../src/contract/plan/requests/target-data.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

const text = { type: 'string', minLength: 2, maxLength: 40 };
const owner = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, mail: text, phone: text },
};
const properties = { name: text, note: text, owner };

test('a case about an optional member carries no others along, nor optional parameters', () => {
  expect(
    membersOf(sent({ type: 'object', required: ['name'], properties }, 'boundary/body/owner/mail/minLength')),
  ).toEqual({ target: '/boxes', body: ['name', 'owner'], owner: ['id', 'mail'] });
  expect(membersOf(sent({ type: 'object', required: ['name'], properties }, 'minLength/body/note'))).toEqual({
    target: '/boxes',
    body: ['name', 'note'],
    owner: [],
  });
});

test('where members depend on each other, the full body stays the base', () => {
  const schema = { type: 'object', properties, dependentRequired: { note: ['name', 'owner'] } };
  const { body } = membersOf(sent(schema, 'boundary/body/note/minLength'));
  expect(body).toEqual(['name', 'note', 'owner']);
});

describe('around a given body', () => {
  const data = {
    operations: { add: { body: { name: 'ball', note: 'red', owner: { id: 1, mail: 'a@b' } } } },
  };
  const schema = { type: 'object', properties };

  test('one change leaves all else as it is given', () => {
    const body = (end: string) => JSON.parse(sent(schema, end, data).body ?? '') as unknown;
    const given = data.operations.add.body;
    expect(body('minLength/body/note')).toEqual({ ...given, note: 'r' });
    expect(body('null/body/owner/mail')).toEqual({ ...given, owner: { id: 1, mail: null } });
    expect(body('boundary/body/name/maxLength')).toEqual({ ...given, name: expect.any(String) });
    expect(body('boundary/body/note/left-out')).toEqual({ name: given.name, owner: given.owner });
  });

  test('what is drawn at random has all members', () => {
    const drawn = planned(schema, data).filter(
      ({ id, phase }) => phase === 'generated' && !id.includes('broken'),
    );
    const bodies = drawn.map(({ steps }) => JSON.parse(steps[0]?.request.body ?? '') as object);
    expect(bodies.length).toBeGreaterThan(2);
    for (const body of bodies) {
      expect(body).toMatchObject({
        name: expect.anything(),
        note: expect.anything(),
        owner: { id: expect.anything(), mail: expect.anything() },
      });
    }
  });
});

/** Returns the request of the case whose id ends in a text. */
function sent(schema: object, end: string, data: TargetData = {}) {
  const found = planned(schema, data).find(({ id }) => id === `boxes/add/${end}`);
  const subject = found?.steps.find(({ role }) => role === 'subject');
  if (subject === undefined) throw new Error(`there is no case ${end}`);
  return subject.request;
}

function planned(schema: object, data: TargetData) {
  const description = loadDescriptionSync(
    {
      openapi: '3.1.0',
      info: { title: 'Boxes', version: '1' },
      paths: {
        '/boxes': {
          post: {
            operationId: 'add',
            parameters: [{ name: 'dry', in: 'query', schema: { type: 'boolean' } }],
            requestBody: { required: true, content: { 'application/json': { schema } } },
            responses: { '201': { description: 'Added.' }, '400': { description: 'Refused.' } },
          },
        },
      },
    },
    { name: 'boxes' },
  );
  return planCases(description, { data });
}

function membersOf({ target, body = '' }: { readonly target: string; readonly body: string | undefined }) {
  const value = JSON.parse(body) as { readonly owner?: object };
  return { target, body: Object.keys(value), owner: Object.keys(value.owner ?? {}) };
}
