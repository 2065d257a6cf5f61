import { describe, expect, test } from '@jest/globals';
import type { ExchangeSummary } from '../../../src/mock/control/inspect/shown/exchange.ts';
import { lineFilter } from '../../../src/page/store/line-filter.ts';

const LINE: ExchangeSummary = {
  type: 'exchange',
  id: 1,
  namespace: '',
  at: '2024-01-01T00:00:00.000Z',
  milliseconds: 1,
  method: 'POST',
  target: '/things?Size=4',
  status: 422,
  operation: 'createThing',
  api: 'things',
  answeredBy: 'refusal',
  reason: 'body must be object',
  fault: null,
  scenario: null,
  changes: 0,
  size: 10,
};

describe('the filter of the log', () => {
  test.each([
    ['', true],
    ['post creatething', true],
    ['get', false],
    ['4xx', true],
    ['2xx', false],
    ['422', true],
    ['-4xx', false],
    ['-2xx size=', true],
    ['- object', true],
    ['null', false],
  ])('%j: %s', (filter, fits) => {
    expect(lineFilter(filter)(LINE)).toBe(fits);
  });
});
