import { changing, asType, withoutField } from '../../../faults/tamper/answer-changes.ts';
import { type Tampering } from './tampered-lab.ts';

const INVALID = {
  type: 'about:blank',
  title: 'Invalid',
  status: 422,
  errors: [{ pointer: '', rule: 'any' }],
};

/** Deliberate differences between a depot and its mock, each with the verdict and the name of the difference. */
export const TAMPERINGS: readonly (Tampering & { readonly verdict: string })[] = [
  {
    verdict: 'server importTools/status/200-202',
    operation: 'importTools',
    status: 202,
    change: () => ({ status: 200 }),
  },
  {
    verdict: 'server readReport/body/200/tools',
    operation: 'readReport',
    status: 200,
    change: changing(() => ({ tools: 'many' })),
  },
  {
    verdict: 'server search/header/200/Cache-Control',
    operation: 'search',
    status: 200,
    change: withoutField('cache-control'),
  },
  {
    verdict: 'server readPrices/mediaType/200',
    operation: 'readPrices',
    status: 200,
    change: asType('text/plain'),
  },
  {
    verdict: 'server deleteEntry/status/500-404',
    operation: 'deleteEntry',
    status: 404,
    change: () => ({ status: 500 }),
  },
  {
    verdict: 'guess subscribe/status/422-400',
    operation: 'subscribe',
    status: 400,
    change: () => ({ status: 422, body: INVALID }),
  },
  {
    verdict: 'description createNote/shape/201/colour',
    operation: 'createNote',
    status: 201,
    change: changing(() => ({ colour: 'red' })),
  },
  {
    verdict: 'description subscribe/shape/201/topics',
    operation: 'subscribe',
    status: 201,
    change: changing(() => ({ topics: undefined })),
  },
  {
    verdict: 'server listEntries/law/200/pages',
    operation: 'listEntries',
    status: 200,
    change: changing(({ entries }) => ({ entries: [entries, entries].flat() })),
  },
  {
    verdict: 'unknown createEntry/status/403-401',
    operation: 'createEntry',
    status: 401,
    change: () => ({ status: 403 }),
  },
  {
    verdict: 'unknown createNote/status/400-415',
    operation: 'createNote',
    status: 415,
    change: () => ({ status: 400 }),
  },
];

/** A fault of the mock: its behaviour throws. */
export const BROKEN_BEHAVIOURS = {
  operations: {
    health: () => {
      throw new Error('a deliberate fault');
    },
  },
};

export const OPERATIONS: readonly string[] = [
  ...new Set(TAMPERINGS.map(({ operation }) => operation)),
  'health',
];

/**
 * How a right depot differs from its mock, judged by hand. The refusals of the depot have no `detail`, which is optional,
 * and those of the mock have. The rest nobody can tell.
 */
export const TOLD_OF_RIGHT_DEPOT: readonly string[] = [
  'createEntry/shape/401/detail',
  'createNote/shape/400/detail',
  'createNote/shape/401/detail',
  'deleteEntry/shape/400/detail',
  'deleteEntry/shape/401/detail',
  'deleteNote/shape/400/detail',
  'deleteNote/shape/401/detail',
  'importTools/shape/400/detail',
  'importTools/shape/401/detail',
  'listEntries/shape/400/detail',
  'listEntries/shape/401/detail',
  'readNote/shape/400/detail',
  'readNote/shape/401/detail',
  'readNote/shape/404/detail',
  'readPrices/shape/400/detail',
  'readReport/shape/401/detail',
  'search/shape/400/detail',
  'search/shape/401/detail',
];

/** What the description lets both do. */
export const OPEN_OF_RIGHT_DEPOT: Readonly<Record<string, string>> = {
  '2..-406': 'it has an answer, whatever the request accepts',
  '422-400':
    'it tells what is invalid from what cannot be read; the mock answers 400 where that is documented',
  '409-201': 'it refuses references to what is not there',
  '400-200': 'it refuses cursors that it has not given, and lists without items',
  '404-(200|406)': 'it knows no reports but its own',
};
