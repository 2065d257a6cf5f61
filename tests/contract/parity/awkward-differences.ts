import { asType, changing, withoutField } from '../../../faults/tamper/answer-changes.ts';
import { items, type Json } from '../../../src/base/json.ts';
import { type JudgedTampering } from './tampered-lab.ts';

/** Deliberate differences between the awkward server and its mock, each with the verdict and the name of the difference. */
export const TAMPERINGS: readonly JudgedTampering[] = [
  {
    verdict: 'server readQuote/body/200/by',
    operation: 'readQuote',
    status: 200,
    change: changing(() => ({ by: 5 })),
  },
  {
    verdict: 'server deleteBook/status/500-204',
    operation: 'deleteBook',
    status: 204,
    change: () => ({ status: 500 }),
  },
  {
    verdict: 'server importBooks/status/200-201',
    operation: 'importBooks',
    status: 201,
    change: () => ({ status: 200 }),
  },
  {
    verdict: 'server listGroups/mediaType/200',
    operation: 'listGroups',
    status: 200,
    change: asType('text/plain'),
  },
  {
    verdict: 'description createBook/header/201/Location',
    operation: 'createBook',
    status: 201,
    change: withoutField('location'),
  },
  {
    verdict: 'guess createZone/status/422-400',
    operation: 'createZone',
    status: 400,
    change: () => ({ status: 422 }),
  },
  {
    verdict: 'description createBook/shape/201/colour',
    operation: 'createBook',
    status: 201,
    change: changing(() => ({ colour: 'red' })),
  },
  {
    verdict: 'description listBooks/shape/200/books/*/year',
    operation: 'listBooks',
    status: 200,
    change: changing(({ books }) => ({
      books: items(books as Json).map((book) => ({ ...Object(book), year: undefined })),
    })),
  },
  {
    verdict: 'server listZones/law/200/createdListed',
    operation: 'listZones',
    status: 200,
    change: () => ({ body: [] }),
  },
  {
    verdict: 'unknown createGroup/status/400-415',
    operation: 'createGroup',
    status: 415,
    change: () => ({ status: 400 }),
  },
];

/** A fault of the mock: its behaviour throws. */
export const BROKEN_BEHAVIOURS = {
  operations: {
    readMe: () => {
      throw new Error('a deliberate fault');
    },
  },
};

export const OPERATIONS: readonly string[] = [
  ...new Set(TAMPERINGS.map(({ operation }) => operation)),
  'readBook',
  'readMe',
];

/** How a right awkward server differs from its mock, judged by hand: whose fault it is, and why. */
export const TOLD_OF_RIGHT_AWKWARD: Readonly<Record<string, string>> = {
  'description \\w+/shape/\\d+/traceId': 'its refusals have a member that is not described',
  'description readMe/shape/401/field': 'it never names a field there, which is optional',
  'description \\w+/shape/\\d+/(books/\\*/)?deletedAt':
    'a book that is not deleted shows null there, and the mock a time, which is no less allowed',
  'description createGroup/shape/201/links': 'it shows links, which are not described',
  'mock (createZone/status/404-201|listZones/status/404-200)':
    'the mock takes any server for one that there is: nothing creates one',
  'mock importBooks/law/201/changeShows': 'the mock does not know that a request can create several books',
  'mock readBook/status/200-404': 'nor can they be read, therefore',
  'server (put|read)Record/body/\\d+/ttl':
    'a record without a ttl of its own shows null, which the description does not allow',
};

/** What the description lets both do. */
export const OPEN_OF_RIGHT_AWKWARD: Readonly<Record<string, string>> = {
  '(2..|409)-406': 'it has an answer, whatever the request accepts',
  '409-201': 'what is unique only its prose says',
  '422-201': 'what members have to be only its prose says',
  '404-400': 'an identifier that cannot be is nobody’s; to the mock, it is invalid',
  '400-200': 'it refuses cursors that it has not given, and names of members that it does not have',
  '200-404': 'the books of an import are not known to the mock',
};
