import { expect, test } from '@jest/globals';
import type { Exchange } from '../../../../src/contract/case/exchange.ts';
import { lawAsNamed, lawAsSent } from '../../../../src/contract/run/values/law-as-sent.ts';

test('a law about what was sent is about the members that were sent on another rung', () => {
  const request = { headers: { 'content-type': 'application/json' }, body: '{"email":"a@b.example"}' };
  const by = { index: 0, rung: 'smallest', step: { request } } as unknown as Exchange;
  const sent = { email: 'x@y.example', note: 'it', voucher: 'A' };
  const law = {
    kind: 'changeShows',
    by: 0,
    shown: 1,
    at: [],
    sent,
    lasting: ['email', 'note'],
    echo: [],
  } as const;
  expect(lawAsSent(law, [by])).toMatchObject({ sent: { email: 'a@b.example' }, lasting: ['email'] });
  expect(lawAsSent(law, [])).toBe(law);
});

test('a law of a run that repeats what was sent has the values of the plan, and names for bound ones', () => {
  const headers = { 'content-type': 'application/json' };
  const request = { headers, body: '{"email":"a@b.example","owner":"7"}' };
  const named = { headers, body: '{"email":"x","owner":"invented"}' };
  const by = { index: 0, rung: 'smallest', step: { request, named } } as unknown as Exchange;
  const law = {
    kind: 'changeShows',
    by: 0,
    shown: 1,
    at: [],
    sent: { email: 'other', owner: 'invented', team: 'invented' },
    refers: { '/owner': 'owner', '/team': 'team' },
    lasting: [],
    echo: [],
  } as const;
  expect(lawAsNamed(law, [by])).toMatchObject({ sent: { email: 'x', owner: 'invented' } });
  expect(lawAsNamed(law, [by]).refers).toEqual({ '/owner': 'owner' });
  expect(lawAsNamed(law, [])).toBe(law);
});
