import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../src/contract/run-contract.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import type { RawRequest } from '../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { json } from '../../description/described.ts';

const text = { type: 'string' };
const shown = (schema: object) => ({ description: 'it', content: json(schema) });

const SCHEMA = {
  type: 'object',
  required: ['amount'],
  properties: {
    amount: { type: 'integer', minimum: 1, maximum: 9 },
    voucher: text,
    discount: { type: 'integer', minimum: 0, maximum: 50 },
    note: { ...text, maxLength: 20 },
    customerIds: { type: 'array', items: text, maxItems: 2 },
  },
};

const BODY = { required: true, content: json(SCHEMA) };

const description = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: {
      '/orders': {
        post: {
          operationId: 'order',
          requestBody: BODY,
          responses: { 200: shown({}), 400: shown({}), 409: shown({}) },
        },
      },
    },
  },
  { name: 'orders' },
);

type Body = Readonly<Record<string, unknown>>;

/** Returns the findings of a run on a server that decides about bodies by `statusOf`. */
async function findingsOn(statusOf: (body: Body) => number) {
  const { validators } = description;
  const schema = description.operationById('order')?.requestBody?.content[0]?.schema;
  if (schema === undefined) throw new Error('there is no schema');
  const isValid = (body: unknown) => validators.of(schema, 'request')(body).length === 0;
  const target = handlerTarget('http://orders.test', ({ method, headers: fields, body }: RawRequest) => {
    const isJson = fields['content-type'] === 'application/json';
    const value = method === 'POST' && isJson ? parsed(body) : undefined;
    const status = method === 'POST' ? (isValid(value) ? statusOf(value as Body) : 400) : 405;
    const headers = { 'content-type': 'application/json', allow: 'POST' };
    return Promise.resolve({ status, headers, body: new TextEncoder().encode('{}') });
  });
  const { findings } = await runContract({ description, target, safety: 'full' });
  return findings.map(({ check, confidence, caseId, expected, found }) => ({
    check,
    confidence,
    case: caseId.replace('orders/order/', ''),
    expected,
    found,
  }));
}

function parsed(body: RawRequest['body']): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

describe('a refusal of a valid request', () => {
  test('is nothing where all is accepted', async () => {
    expect(await findingsOn(() => 200)).toEqual([]);
  });

  test('is advice where two members that are accepted one by one may not be combined', async () => {
    const found = await findingsOn((body) => ('voucher' in body && 'discount' in body ? 400 : 200));
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ check, confidence }) => `${check} ${confidence}`))).toEqual(
      new Set(['validAccepted advice']),
    );
    expect(found[0]?.expected).toMatch(/it accepts each of .*discount.* without the others/);
  });

  test('is advice for invented items', async () => {
    const found = await findingsOn(({ customerIds = [] }) =>
      (customerIds as readonly unknown[]).length > 0 ? 400 : 200,
    );
    expect(new Set(found.map(({ confidence }) => confidence))).toEqual(new Set(['advice']));
  });

  test('is told once for a member, whatever stands beside it', async () => {
    const found = await findingsOn((body) => ('note' in body ? 400 : 200));
    const others = found.filter(({ case: place }) => !/note|all-optional/.test(place));
    expect(others).toEqual([]);
    expect(found).toContainEqual(
      expect.objectContaining({ check: 'validAccepted', confidence: 'likely', found: '400' }),
    );
  });

  test('names what the smallest request needs', async () => {
    const found = await findingsOn((body) => ('discount' in body ? 200 : 400));
    expect(found).toContainEqual({
      check: 'validAccepted',
      confidence: 'likely',
      case: 'valid/required-only',
      expected: '200',
      found: '400, but for requests with /discount',
    });
  });

  test('is advice where it may depend on what is there', async () => {
    const found = await findingsOn(({ amount }) => (amount === 9 ? 409 : 200));
    expect(found).toEqual([
      {
        check: 'validAccepted',
        confidence: 'advice',
        case: 'boundary/body/amount/maximum',
        expected: '200; where that depends on what is there, or on who asks, say so with --data FILE',
        found: '409',
      },
    ]);
  });

  test('is a wrong status where that is not documented, and nothing else', async () => {
    const found = await findingsOn(({ amount }) => (amount === 9 ? 418 : 200));
    expect(
      new Set(found.map(({ check, confidence, found: status }) => `${check} ${confidence} ${status}`)),
    ).toEqual(new Set(['status definite 418']));
    expect(found[0]?.expected).toBe('a documented status: 200, 400, 409');
  });

  test('is likely a wrong status where nothing is accepted', async () => {
    const found = await findingsOn(() => 418);
    expect(found.map(({ check, confidence }) => `${check} ${confidence}`)).toEqual(
      expect.arrayContaining(['status likely', 'reached likely']),
    );
    expect(found.filter(({ confidence }) => confidence === 'definite')).toEqual([]);
  });
});
