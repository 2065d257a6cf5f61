import { describe, expect, test } from '@jest/globals';
import { planStream } from '../../../src/contract/plan/plan-cases.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

const never = {
  type: 'object',
  required: ['phone'],
  properties: { phone: { type: 'string', pattern: '^(?!)$' } },
};
const responses = { '200': { description: 'Done.' } };

/** One operation works; no body fits the second, and no parameter the third. */
const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Users', version: '1' },
    paths: {
      '/users': {
        get: { operationId: 'listUsers', responses },
        post: {
          operationId: 'addUser',
          requestBody: { required: true, content: { 'application/json': { schema: never } } },
          responses,
        },
      },
      '/report': {
        get: {
          operationId: 'report',
          parameters: [
            {
              name: 'month',
              in: 'query',
              required: true,
              schema: { type: 'integer', minimum: 3, maximum: 1 },
            },
          ],
          responses,
        },
      },
    },
  },
  { name: 'users' },
);

describe('an operation of which no valid request can be made', () => {
  test('is a fault that names the part, and the others are planned', () => {
    const stream = planStream(description);
    const ids = stream.all().map(({ id }) => id);
    expect(ids).toContain('users/listUsers/valid/required-only');
    expect(stream.faults).toEqual([
      {
        kind: 'noRequest',
        operationId: 'report',
        reason: expect.stringMatching(
          /^no valid request: no value could be made for the query parameter month that fits \/paths\/~1report/,
        ),
      },
      {
        kind: 'noRequest',
        operationId: 'addUser',
        reason: expect.stringMatching(
          /^no valid request: no body could be made that fits \/paths\/~1users\/post\/requestBody\/content/,
        ),
      },
    ]);
  });

  test('is none where it is not wanted, or may not be sent', () => {
    const isOperationWanted = (id: string) => id === 'listUsers';
    const narrowed = planStream(description, { isOperationWanted });
    expect(narrowed.all().length).toBeGreaterThan(0);
    expect(narrowed.faults).toEqual([]);
    const reading = planStream(description, { safety: 'read-only' });
    reading.all();
    expect(reading.faults.map(({ operationId }) => operationId)).toEqual(['report']);
  });

  test('is one that works with a body that is given', () => {
    const data = { operations: { addUser: { body: { phone: '1' } } } };
    const stream = planStream(description, { data });
    stream.all();
    const fault = stream.faults.find(({ operationId }) => operationId === 'addUser');
    expect(fault?.reason).toMatch(/, and the given one does not$/);
  });
});

test('what is thrown while the cases of one operation are made is its fault alone', () => {
  const broken = { ...description, operations: description.operations.map(breaking('report')) };
  const stream = planStream(broken);
  expect(stream.all().map(({ operationId }) => operationId)).toContain('listUsers');
  const fault = stream.faults.find(({ operationId }) => operationId === 'report');
  expect(fault).toEqual({
    kind: 'notMade',
    operationId: 'report',
    reason: 'its cases could not be made: out of luck',
  });
});

/** Returns what makes reading the responses of one operation throw. */
function breaking(id: string) {
  return (operation: (typeof description.operations)[number]) =>
    operation.id !== id
      ? operation
      : {
          ...operation,
          get responses(): never {
            throw new RangeError('out of luck');
          },
        };
}
