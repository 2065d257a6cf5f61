import { describe, expect, test } from '@jest/globals';
import type { Case, Step } from '../../../../src/contract/case/case.ts';
import type { Exchange } from '../../../../src/contract/case/exchange.ts';
import { MessageCoverage } from '../../../../src/contract/report/coverage/message-coverage.ts';
import { compileDescription } from '../../../../src/description/compile/compile-description.ts';
import { encodeText } from '../../../../src/http/charset.ts';
import { NO_BODY } from '../../../../src/http/message.ts';
import { createValidator } from '../../../../src/validation/validator.ts';

const ROPE = { type: 'object', properties: { metres: { type: 'integer' }, knot: { type: 'string' } } };

const OK = { description: 'ropes', content: { 'application/json': { schema: ROPE } } };

const DESCRIPTION = compileDescription(
  {
    openapi: '3.1.0',
    info: { title: 'ropes', version: '1' },
    paths: {
      '/ropes': {
        get: {
          operationId: 'findRopes',
          parameters: [{ name: 'most', in: 'query', schema: { type: 'integer', minimum: 2 } }],
          responses: { 200: OK },
        },
      },
    },
  },
  { name: 'ropes', location: undefined },
);

const VALIDATOR = createValidator(DESCRIPTION);

const CASE = { id: 'ropes/findRopes/valid/', laws: [] } as Partial<Case> as Case;

/** Returns an exchange of the operation with this query and this body. */
function exchange(query: string, body: unknown): Exchange {
  const operation = DESCRIPTION.operationById('findRopes');
  if (operation === undefined) throw new Error('there is no such operation');
  const headers = { 'content-type': 'application/json' };
  const response = { status: 200, headers, body: encodeText(JSON.stringify(body)) };
  return {
    step: {} as Step & Exchange['step'],
    index: 0,
    operation,
    request: { method: 'GET', target: `/ropes${query}`, headers: {}, body: NO_BODY },
    response,
    dropped: undefined,
    validation: VALIDATOR.response(operation)(response),
  };
}

/** Adds the same exchange so often that a long run may look whether there is more to be had. */
function addOften(messages: MessageCoverage, one: Exchange): void {
  for (let count = 0; count < 300; count += 1) messages.add({ case: CASE, exchanges: [one] });
}

describe('the coverage of a long run', () => {
  test('has what only one of many messages had, however late it comes', () => {
    const messages = new MessageCoverage(VALIDATOR);
    addOften(messages, exchange('', { metres: 4 }));
    addOften(messages, exchange('?most=3', { metres: 4 }));
    messages.add({ case: CASE, exchanges: [exchange('?most=1', { knot: 'bowline' })] });
    const { satisfied, broken, parts } = messages.sent({ id: 'findRopes' });
    const parameter = '/paths/~1ropes/get/parameters/0';
    expect([...parts]).toEqual([parameter]);
    expect([...satisfied]).toContain(`${parameter}/schema/minimum`);
    expect([...broken]).toEqual([`${parameter}/schema/minimum`]);
    expect([...messages.responses].filter((pointer) => pointer.includes('/knot/'))).toHaveLength(1);
  });

  test('goes by what there is to be had, where messages have had it all', () => {
    const messages = new MessageCoverage(VALIDATOR);
    const whole = ['?most=1', '?most=many', '?most=2'].map((query) =>
      exchange(query, { metres: 4, knot: 'hitch' }),
    );
    for (const one of whole) addOften(messages, one);
    const operation = DESCRIPTION.operationById('findRopes');
    const all = operation === undefined ? [] : [...messages.constraintsOf(operation)];
    const { satisfied, broken } = messages.sent({ id: 'findRopes' });
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((pointer) => !satisfied.has(pointer) || !broken.has(pointer))).toEqual([]);
  });
});
