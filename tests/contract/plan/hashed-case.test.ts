import { expect, test } from '@jest/globals';
import type { Bindings } from '../../../src/contract/case/bindings.ts';
import type { Case } from '../../../src/contract/case/case.ts';
import { hashedCase } from '../../../src/contract/plan/hashed-case.ts';

const REQUEST = {
  method: 'GET',
  target: '/things/{{id}}',
  headers: {},
  body: undefined,
  credentials: { identity: 'default', schemes: [], wrong: [] },
} as const;

function caseWith(bind: Bindings, facts: Partial<Case> = {}): Case {
  return {
    laws: [],
    operationId: 'list',
    maker: 'sequence',
    title: 'list',
    phase: 'sequences',
    provenance: 'documented',
    steps: [
      {
        name: 'list',
        role: 'setup',
        operationId: 'list',
        request: REQUEST,
        expect: { outcome: 'any', statuses: ['200'], confidence: 'definite' },
        bind,
        fallbacks: { id: { text: '1', schema: '/components/schemas/Id' } },
      },
    ],
    id: 'things/list/sequence/list',
    exclusive: true,
    ...facts,
  };
}

/** The members of the hashed step that say what it binds, as JSON. */
function boundIn(one: Case): string {
  const { steps } = hashedCase(one) as { readonly steps: readonly Readonly<Record<string, unknown>>[] };
  const entries = Object.entries(steps[0] ?? {}).filter(([name]) => name.startsWith('bind'));
  return JSON.stringify(Object.fromEntries(entries));
}

test('a case is hashed with all its members, under the names of its first version', () => {
  const { steps, exclusive, ...others } = caseWith({ id: { from: 'identifier', pointer: '/0/a~1b' } });
  const [{ bind: _, fallbacks, ...step }] = steps as [Case['steps'][number]];
  const hashed = { ...step, bind: { id: ['0', 'a/b'] }, otherwise: fallbacks };
  expect(JSON.stringify(hashedCase({ ...others, steps, ...(exclusive && { exclusive }) }))).toBe(
    JSON.stringify({ ...others, steps: [hashed], alone: true }),
  );
});

test.each<[string, Bindings, object]>([
  ['an identifier of the Location field', { id: { from: 'identifier' } }, { bind: { id: [] } }],
  ['a member', { a: { from: 'body', pointer: '/a' } }, { bind: {}, bindShown: { a: '/a' } }],
  ['a header field', { tag: { from: 'field', name: 'etag' } }, { bind: {}, bindFields: { tag: 'etag' } }],
  [
    'parameters of a Location',
    {
      'at.a': { from: 'location', template: '/{a}/{b}', parameter: 'a' },
      'at.b': { from: 'location', template: '/{a}/{b}', parameter: 'b' },
    },
    { bind: {}, bindLocated: { at: '/{a}/{b}' } },
  ],
  [
    'a cursor',
    { next: { from: 'cursor', parameter: 'after', at: '/next' } },
    { bind: {}, bindNext: { name: 'next', parameter: 'after', at: '/next' } },
  ],
])('%s is hashed by the kind of its source', (_, bind, hashed) => {
  expect(boundIn(caseWith(bind))).toBe(JSON.stringify(hashed));
});

test('a step with a followed link is hashed with the members and fields that it binds, even without any', () => {
  const law = {
    kind: 'linked',
    by: 0,
    shown: 1,
    at: [],
    name: 'one',
    rule: '/x',
    hasOwnBody: false,
  } as const;
  expect(boundIn(caseWith({}, { laws: [law] }))).toBe('{"bind":{},"bindShown":{},"bindFields":{}}');
});
