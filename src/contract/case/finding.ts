import type { Provenance } from '../../description/model/source.ts';
import type { Confidence } from './case.ts';

/** The rules that exchanges are checked against, and their meaning. */
export const CHECKS = {
  serverError: 'no request is answered with a 5xx',
  answered: 'every request is answered',
  answersInTime: 'every response comes, and ends, in time',
  status: 'only documented statuses are answered, and the right one of them',
  mediaType: 'the media type is documented',
  header: 'header fields fit their schemas',
  body: 'bodies fit their schemas',
  validAccepted: 'a valid request is accepted',
  invalidRefused: 'an invalid request is refused',
  credentialsEnforced: 'missing and wrong credentials are refused',
  permissionsEnforced: 'an identity without the permission is refused',
  methodRefused: 'a method that is not documented is refused with 405 and Allow',
  createdReadable: 'what was created can be read',
  createdListed: 'what was created is listed',
  changeShows: 'what was sent is what is read',
  restKept: 'what a change did not send stays as it was',
  neighbourKept: 'a change to one item leaves the others alone',
  deletedGone: 'what was deleted is gone',
  linkFollowed: 'what a link leads to is there (OpenAPI, Link Object)',
  located: 'the Location field leads to what was created (RFC 9110, section 10.2.2)',
  listShows: 'a list shows what is read',
  sameAgain: 'a PUT that is sent again changes nothing',
  identifiersDiffer: 'no two items have one identifier',
  timesRun: 'times of creation stay, times of change do not run backwards',
  readOnlyKept: 'what is readOnly cannot be set',
  nothingLeft: 'a request that is refused changes nothing',
  otherItem: 'another item than the one asked for is not answered',
  pages: 'pages have all of a list, each item once, and totals agree',
  filtered: 'a filter leaves only what fits',
  sorted: 'a sorted list is sorted',
  searched: 'a search by a text of an item finds it',
  inRange: 'a range of times around those of an item has it',
  readsAgree: 'two reads in a row agree',
  headAgrees: 'HEAD is answered as GET is, without a body (RFC 9110, section 9.3.2)',
  precondition: 'a request is done on its condition only (RFC 9110, section 13)',
  reached: 'a valid request is answered with a success',
  tagChanges: 'what has changed has another ETag',
  callbackArrives: 'a documented callback arrives (OpenAPI, Callback Object)',
  callbackFits: 'a callback is as the description says',
} as const;

export type CheckId = keyof typeof CHECKS;

/** A check that failed. */
export interface Finding {
  readonly check: CheckId;
  readonly confidence: Confidence;
  /** A finding on an inferred part never fails a run by itself. */
  readonly provenance: Provenance;
  readonly caseId: string;
  readonly operationId: string;
  /** The step of the case: its index, and its name. */
  readonly step: { readonly index: number; readonly name: string };
  readonly expected: string;
  readonly found: string;
  /** JSON Pointer into the message; undefined for the message as a whole. */
  readonly pointer: string | undefined;
  /** JSON Pointer into the description. */
  readonly descriptionPointer: string;
}
