import { expect, test } from '@jest/globals';
import type { CheckId } from '../../../../src/contract/case/finding.ts';
import { faultCode } from '../../../../src/contract/report/findings/fault-code.ts';

test.each<[CheckId, string, number | undefined, number | undefined]>([
  ['serverError', 'GET', 500, 100],
  ['serverError', 'GET', 503, undefined],
  ['body', 'GET', 200, 200],
  ['invalidRefused', 'POST', 201, 206],
  ['credentialsEnforced', 'GET', 200, 307],
  ['permissionsEnforced', 'DELETE', 204, 306],
  ['permissionsEnforced', 'GET', 200, undefined],
  ['methodRefused', 'PUT', 405, 110],
  ['methodRefused', 'PUT', 204, 310],
  ['methodRefused', 'PUT', 404, undefined],
  ['nothingLeft', 'PATCH', 400, 114],
  ['nothingLeft', 'POST', 400, undefined],
  ['deletedGone', 'GET', 200, 113],
  ['sorted', 'GET', 200, undefined],
])('%s of %s with %p has the fault code %p', (check, method, status, code) => {
  expect(faultCode({ check, method, status })).toBe(code);
});
