// The classes of what is found of Spector, by the number of their paragraph in docs/results/trust.md. The first that fits counts.

const isRefusal = ({ found }) => /^4\d\d\b/.test(found);

export const CLASSES = [
  {
    // a request without a readable body of the right type brings the mock's handler down
    number: 1,
    fits: ({ check, found }) => check === 'serverError' && found === '500',
  },
  {
    // the scenario's own values alone are accepted
    number: 2,
    fits: (one) => one.check === 'status' && one.confidence === 'definite' && isRefusal(one),
  },
  {
    // nothing that the suite can send is accepted
    number: 3,
    fits: (one) =>
      one.check === 'reached' || (one.check === 'status' && one.confidence === 'likely' && isRefusal(one)),
  },
  {
    // what the description calls optional is needed
    number: 4,
    fits: (one) => one.check === 'validAccepted' && one.confidence === 'likely' && isRefusal(one),
  },
  {
    // answers break their description on purpose, for clients that have to bear it
    number: 5,
    fits: ({ check, descriptionPointer, found }) =>
      check === 'body' && (found.includes('kind') || /discriminator/i.test(descriptionPointer)),
  },
  {
    // the emitted description is not what TypeSpec's says: of XML, and of files whose content is JSON
    number: 6,
    fits: ({ check, response, operationId }) =>
      check === 'body' &&
      (/^\s*<\?xml/.test(response?.excerpt ?? '') || operationId === 'Body_downloadFileJsonContentType'),
  },
  {
    // bodies are not checked, or only as texts
    number: 7,
    fits: ({ check }) => check === 'invalidRefused',
  },
  {
    // wrong requests are refused with a status that is not documented
    number: 8,
    fits: (one) => one.check === 'status' && isRefusal(one),
  },
];
