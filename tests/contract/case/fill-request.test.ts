import { describe, expect, test } from '@jest/globals';
import type { RequestPlan } from '../../../src/contract/case/case.ts';
import {
  bodyWithNames,
  fillBody,
  fillFields,
  fillTarget,
  namesIn,
} from '../../../src/contract/case/fill-request.ts';

const REQUEST: RequestPlan = {
  method: 'PUT',
  target: '/orders/{{order.id}}?by={{person}}',
  headers: { 'content-type': 'application/json', 'if-match': '{{etag}}' },
  body: JSON.stringify({ customer: { id: 7 }, seller: 'invented', note: 'none' }),
  credentials: { identity: 'default', schemes: [], wrong: [] },
  refers: { '/customer/id': 'customer.id', '/seller': 'seller.id' },
};

describe('a request that refers to bound values', () => {
  test('lists their names from target, header fields and body', () => {
    expect(namesIn(REQUEST)).toEqual(['order.id', 'person', 'etag', 'customer.id', 'seller.id']);
  });

  test('has them percent-encoded in its target, and unencoded in its header fields', () => {
    expect(fillTarget(REQUEST.target, { 'order.id': 'a/b', person: 'x&y' })).toBe('/orders/a%2Fb?by=x%26y');
    expect(fillFields(REQUEST.headers, { etag: '"1"' })).toEqual({
      'content-type': 'application/json',
      'if-match': '"1"',
    });
  });

  test('keeps the placeholder of an unbound value, regardless of its name', () => {
    expect(fillTarget('/a/{{b}}/{{constructor}}', {})).toBe('/a/{{b}}/{{constructor}}');
  });

  test('has them in its body with the type of the replaced value', () => {
    const { body } = fillBody(REQUEST, { 'customer.id': '12', 'seller.id': '34' });
    expect(JSON.parse(body ?? '')).toEqual({ customer: { id: 12 }, seller: '34', note: 'none' });
  });

  test('keeps the invented number when the bound value is not a number', () => {
    const { body } = fillBody(REQUEST, { 'customer.id': 'twelve' });
    expect(body).toBe(REQUEST.body);
  });

  test('is shown with placeholders in its body, quoted only for strings', () => {
    expect(bodyWithNames(REQUEST)).toBe(
      '{"customer":{"id":{{customer.id}}},"seller":"{{seller.id}}","note":"none"}',
    );
  });
});
