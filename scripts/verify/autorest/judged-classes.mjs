// The classes of what is found of AutoRest's test server, by the number of their paragraph in docs/trust.md. The first that
// fits counts.

const isRefusal = ({ found }) => /^4\d\d\b/.test(found);

export const CLASSES = [
  {
    // the values of the tests alone are accepted
    number: 1,
    fits: (one) => ['status', 'validAccepted'].includes(one.check) && isRefusal(one),
  },
  {
    // nothing is answered where a value is promised
    number: 2,
    fits: ({ check, response }) => check === 'mediaType' && (response?.excerpt ?? '') === '',
  },
  {
    // answers break their description on purpose, for clients that have to bear it
    number: 3,
    fits: ({ check }) => check === 'body',
  },
  {
    // bodies are compared as loosely as JavaScript does
    number: 4,
    fits: ({ check }) => check === 'invalidRefused',
  },
  {
    // integers beyond 2^53 that --data cannot have here
    number: 5,
    fits: ({ check }) => check === 'reached',
  },
];
