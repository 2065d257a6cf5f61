import { ofKind, type Fault } from '../../fault.ts';
import { givenIn } from '../../tamper/given-in.ts';
import type { Shown } from '../../tamper/shown.ts';
import { answering } from '../tamper-depot.ts';

const CRASH: Partial<Shown> = {
  status: 500,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', title: 'something went wrong', status: 500 },
};

/** A crash where some things are given, and others are not: no request that varies one of them shows it. */
function crashing(
  operation: string,
  present: readonly string[],
  absent: readonly string[] = [],
  survival: Pick<Fault, 'survives'> = {},
): Fault {
  const without = absent.length === 0 ? '' : `, without ${absent.join(' and ')}`;
  return {
    name: `${operation} crashes for ${present.join(' with ')}${without}`,
    category: 'together',
    operations: [operation],
    build: answering(operation, ({ status }, request) => {
      const given = givenIn(request);
      const isMeant = present.every((name) => given.has(name)) && !absent.some((name) => given.has(name));
      return status < 300 && isMeant ? CRASH : undefined;
    }),
    ...survival,
  };
}

const OTHER_SEED = {
  survives: 'the few random requests of seed 1 do not reach it; those of other seeds do',
};

/** Faults that only a combination of several values shows. */
export const TOGETHER_FAULTS: readonly Fault[] = [
  crashing('listTools', ['limit', 'kind'], ['q']),
  crashing('listTools', ['kind', 'sort'], ['labels']),
  crashing('createTool', ['maker', 'extras'], ['labels', 'size'], OTHER_SEED),
  crashing('createTool', ['power', 'size'], ['weight', 'insured']),
  crashing('createMember', ['nickname', 'addresses'], ['born', 'limit']),
  crashing('updateTool', ['price', 'labels'], ['insured']),
  crashing('replaceMember', ['addresses', 'limit'], ['nickname', 'born']),
  crashing('search', ['price', 'kinds']),
  ...ofKind('together', [
    {
      name: 'a list by kind has no total beside an offset, unless it is of a maker',
      operations: ['listTools'],
      build: answering('listTools', ({ status, body }, request) => {
        const given = givenIn(request);
        const isMeant = given.has('kind') && given.has('offset') && !given.has('maker');
        return status === 200 && isMeant ? { body: { items: Object(body).items } } : undefined;
      }),
    },
    {
      name: 'a change of price and kind, and no other, is not looked at',
      operations: ['updateTool'],
      build: answering('updateTool', ({ status, body }, request) => {
        const given = givenIn(request);
        const isMeant = given.has('price') && given.has('kind') && !given.has('name');
        return status === 200 && isMeant ? { body: { ...Object(body), price: '12' } } : undefined;
      }),
    },
  ]),
];
