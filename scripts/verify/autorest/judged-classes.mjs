// The classes of what is found of AutoRest's test server, by the number of their paragraph in docs/results/trust.md. The first that
// fits counts.

const isRefusal = ({ found }) => /^4\d\d\b/.test(found);

/** What is said of a response that is no success: it is `default` in these descriptions. */
const isOfError = ({ descriptionPointer }) => descriptionPointer.endsWith('/responses/default/content');

/** Answers with what it was sent. */
const ECHOES = new Set(['postWithConstantInBody', 'Pet_AddPet']);

export const CLASSES = [
  {
    // the server has no such path
    number: 6,
    fits: ({ check, confidence, found }) =>
      check === 'status' && confidence === 'likely' && /^404\b/.test(found),
  },
  {
    // the values of the tests alone are accepted
    number: 1,
    fits: (one) => ['status', 'validAccepted'].includes(one.check) && isRefusal(one),
  },
  {
    // an error has no body, or a page
    number: 7,
    fits: (one) => one.check === 'mediaType' && isOfError(one),
  },
  {
    // there is a body where none is described
    number: 14,
    fits: ({ check, confidence }) => check === 'mediaType' && confidence === 'advice',
  },
  {
    // nothing is answered where a value is promised
    number: 2,
    fits: ({ check }) => check === 'mediaType',
  },
  {
    // what was wrongly accepted is sent back
    number: 8,
    fits: ({ check, operationId }) => check === 'body' && ECHOES.has(operationId),
  },
  {
    // answers break their description on purpose, for clients that have to bear it
    number: 3,
    fits: ({ check, found }) => ['body', 'header'].includes(check) || (check === 'status' && found === '202'),
  },
  {
    // bodies are compared as loosely as JavaScript does, or not at all, and so are parameters
    number: 4,
    fits: ({ check }) => check === 'invalidRefused',
  },
  {
    // no request that the suite can send is answered with a success
    number: 5,
    fits: ({ check }) => check === 'reached',
  },
  {
    // the handler fails
    number: 9,
    fits: ({ check, response }) => check === 'serverError' && /"stack":/.test(response?.excerpt ?? ''),
  },
  {
    // the operation is there to fail
    number: 10,
    fits: ({ check }) => check === 'serverError',
  },
  {
    // 405 comes without Allow
    number: 11,
    fits: ({ check, found }) => check === 'methodRefused' && found === 'no Allow field',
  },
  {
    // no response, or one that does not end
    number: 12,
    fits: ({ check }) => ['answered', 'answersInTime'].includes(check),
  },
  {
    // the server keeps nothing
    number: 13,
    fits: ({ check }) => check === 'changeShows',
  },
];
