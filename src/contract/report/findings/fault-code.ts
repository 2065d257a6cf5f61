import { isSafe } from '../../../http/method.ts';
import type { CheckId } from '../../case/finding.ts';

/** What of a finding decides its fault code. */
interface Fault {
  readonly check: CheckId;
  readonly method: string;
  /** Undefined without a response. */
  readonly status: number | undefined;
}

/** The codes that a check alone decides. */
const CODES: Readonly<Partial<Record<CheckId, number>>> = {
  status: 200,
  mediaType: 200,
  header: 200,
  body: 200,
  invalidRefused: 206,
  credentialsEnforced: 307,
  deletedGone: 113,
  sameAgain: 118,
  located: 120,
  readOnlyKept: 303,
};

/** Returns the code of a fault in the catalogue of the Web Fuzzing Commons (WFC); undefined where that has none. */
export function faultCode({ check, method, status }: Fault): number | undefined {
  switch (check) {
    case 'serverError':
      return status === 500 ? 100 : undefined;
    case 'methodRefused':
      return status === 405 ? 110 : isSuccess(status) ? 310 : undefined;
    case 'permissionsEnforced':
      return isSafe(method) ? undefined : 306;
    case 'nothingLeft':
      return method === 'PUT' || method === 'PATCH' ? 114 : undefined;
    default:
      return CODES[check];
  }
}

function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
