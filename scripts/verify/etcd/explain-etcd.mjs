// The classes of etcd's known deviations, by the number of their paragraph in docs/results/etcd.md: what `--update-baseline` adds
// gets its reason from here, where its class was judged before.

const UNEXPLAINED = 'TODO: say why';

/** Operations that answer with a stream. */
const STREAMS = new Set(['LeaseKeepAlive', 'Watch']);

/** Schemas of fixed texts, which the gateway also takes as numbers. */
const ENUMS =
  /\/definitions\/(AlarmRequest|Compare|RangeRequest|WatchCreateRequest|.*(AlarmType|PermissionType)\/)/;

const isRefusal = ({ found }) => /^4\d\d$/.test(found);
const isTaken = ({ check }) => check === 'invalidRefused';

/** The first that fits counts. */
const CLASSES = [
  {
    number: 1,
    fits: ({ check }) => check === 'credentialsEnforced',
    reason: 'Authentication is off until it is switched on',
  },
  {
    number: 2,
    fits: ({ check, operation }) => check === 'serverError' && !STREAMS.has(operation),
    reason: 'An unknown token is answered 500 here, elsewhere 401',
  },
  {
    number: 3,
    fits: ({ check, operation }) => check === 'serverError' && STREAMS.has(operation),
    reason: 'A request that cannot be read is answered 500 by streams, elsewhere 400',
  },
  {
    number: 4,
    fits: ({ found }) => found.startsWith('no Allow field'),
    reason: '405 comes without Allow',
  },
  {
    number: 5,
    fits: (one) => one.check === 'status' && isRefusal(one),
    reason: 'The description has no other response than 200',
  },
  {
    number: 6,
    fits: (one) => isTaken(one) && one.at.endsWith('/requestBody'),
    reason: 'A missing body is taken for {}',
  },
  {
    number: 7,
    fits: (one) => isTaken(one) && one.at.endsWith('/post'),
    reason: 'A body is taken for JSON whatever its content type says',
  },
  {
    number: 9,
    fits: (one) => isTaken(one) && ENUMS.test(one.at),
    reason: 'A number, also an unknown one, and null are taken for a value of an enumeration',
  },
  {
    number: 8,
    fits: (one) => isTaken(one) && one.at.endsWith('/type'),
    reason: 'null is taken for a part that is left out, and a number for a text of digits',
  },
  {
    number: 10,
    fits: ({ check }) => check === 'answered',
    reason: 'null in a list brings the handler down, and the connection with it',
  },
  {
    number: 11,
    fits: ({ check, operation }) => check === 'answersInTime' && operation === 'Watch',
    reason: 'Watch waits when it is not told what to watch',
  },
  {
    number: 12,
    fits: ({ check, operation }) => check === 'reached' && operation === 'MemberRemove',
    reason: 'There is no other member than the server itself and one that has just been added',
  },
];

/** Gives those of the accepted findings that have no reason yet that of their class. */
export function explained(accepted) {
  return accepted.map((one) => {
    if (one.reason !== UNEXPLAINED) return one;
    const found = CLASSES.find(({ fits }) => fits(one));
    return found === undefined
      ? one
      : { ...one, reason: `${found.reason} (docs/results/etcd.md, ${found.number})` };
  });
}
