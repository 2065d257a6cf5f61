import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PreparedStrength } from '../../../src/contract/strength/run-strength.ts';
import { BOATS, prepareBoats } from './boats.ts';

let prepared: PreparedStrength;

beforeAll(async () => {
  prepared = await prepareBoats();
}, 60_000);

function standingOf(id: string, { breaks }: PreparedStrength = prepared) {
  return breaks.find((one) => one.id === `boats/${id}`)?.standing;
}

describe('a break of a body is forbidden where another validator says so, by the original description', () => {
  test.each([
    ['readBoat/member-dropped/200 /name', 'forbidden'],
    ['readBoat/member-dropped/200 /code', 'allowed'],
    ['readBoat/member-retyped/200 /code', 'forbidden'],
    ['readBoat/member-added/200 /', 'forbidden'],
    ['readWeather/member-added/200 /', 'allowed'],
    ['readWeather/bound-overstepped/200 /winds maxItems', 'forbidden'],
    ['readWeather/list-emptied/200 /winds', 'forbidden'],
    ['readWeather/list-reordered/200 /winds', 'allowed'],
    ['readBoat/enum-left/200 /kind', 'forbidden'],
    ['createBoat/type-taken/body /length', 'forbidden'],
    ['createBoat/missing-taken/body /name', 'forbidden'],
    ['listBoats/bound-taken/query limit', 'forbidden'],
    ['readWeather/missing-taken/query day', 'forbidden'],
  ])('%s: %s', (id, kind) => {
    expect(standingOf(id)).toMatchObject({ kind });
  });
});

describe('another break is forbidden where a law in docs/strength.md applies', () => {
  test.each([
    ['createBoat/create-lost/POST', 'createdReadable'],
    ['replaceBoat/change-lost/PUT', 'changeShows'],
    ['deleteBoat/delete-lost/DELETE', 'deletedGone'],
    ['listBoats/list-emptied/200 /boats', 'createdListed'],
    ['listBoats/filter-ignored/kind', 'filtered'],
    ['listBoats/sort-reversed/sort', 'sorted'],
    ['readBoat/creation-moves/createdAt', 'timesRun'],
    ['readBoat/condition-ignored/if-none-match', 'precondition'],
    ['readWeather/role-ignored/403', 'permissionsEnforced'],
    ['readWeather/all-refused/400', 'reached'],
  ])('%s: %s', (id, law) => {
    expect(standingOf(id)).toMatchObject({ kind: 'forbidden', by: expect.stringContaining(law) });
  });

  test('an undocumented refusal is one of a wrong request; that of another is advice', () => {
    expect(standingOf('readWeather/status-undocumented/400 as 418')).toMatchObject({ kind: 'forbidden' });
    expect(standingOf('readWeather/status-undocumented/401 as 418')).toMatchObject({ kind: 'allowed' });
  });

  test('without what a law is about, it is allowed', async () => {
    const { '/boats/{boatId}': _, ...paths } = BOATS.paths;
    const list = await prepareBoats(['create-lost', 'list-stale', 'identifier-twice'], { ...BOATS, paths });
    expect(list.breaks.filter(({ operator }) => operator === 'identifier-twice')).toEqual([]);
    const weather = { ...BOATS, paths: { '/weather': BOATS.paths['/weather'] } };
    const none = await prepareBoats(['create-lost', 'list-stale', 'total-wrong'], weather);
    expect(none.breaks).toEqual([]);
  });
});

test('what a response with a status would have that the mock never gave is unseen', async () => {
  const { get } = BOATS.paths['/weather'];
  const responses = { ...get.responses, 503: get.responses[400] };
  const weather = { ...BOATS, paths: { '/weather': { get: { ...get, responses } } } };
  const one = await prepareBoats(['member-retyped'], weather);
  expect(standingOf('readWeather/member-retyped/503 /title', one)).toMatchObject({ kind: 'unseen' });
  expect(standingOf('readWeather/member-retyped/400 /title', one)).toMatchObject({ kind: 'forbidden' });
});

test('a member that no response has shown is broken all the same: the broken mock shows it', async () => {
  const one = prepared.breaks.find(({ id }) => id === 'boats/readBoat/pattern-broken/200 /code');
  expect(one?.standing).toMatchObject({ kind: 'forbidden' });
  expect(one && (await prepared.fateOf(one))).toMatchObject({ kind: 'killed', by: { check: 'body' } });
});
