import { describe, expect, test } from '@jest/globals';
import type { RequestPlan } from '../../../../src/contract/case/case.ts';
import { smallestRequest } from '../../../../src/contract/run/shrink/smallest-request.ts';

const REQUEST: RequestPlan = {
  method: 'POST',
  target: '/things?limit=50&kind=drill&sort=price',
  headers: { accept: 'application/json', 'content-type': 'application/json', 'x-trace': 'abc' },
  body: JSON.stringify({
    title: 'amber',
    size: { width: 240, height: 3 },
    tags: ['a', 'b', 'c'],
    note: 'some words',
  }),
  credentials: { identity: 'default', schemes: [], wrong: [] },
};

function bodyOf({ body }: RequestPlan) {
  return JSON.parse(body ?? '{}') as {
    readonly size?: { readonly width?: number };
    readonly tags?: readonly string[];
    readonly note?: string;
  };
}

function shrink(stillShows: (request: RequestPlan) => boolean) {
  return smallestRequest(REQUEST, (request) => Promise.resolve(stillShows(request)));
}

describe('the smallest request', () => {
  test('has only the parts that are needed', async () => {
    const smallest = await shrink(
      (request) => request.target.includes('kind=') && bodyOf(request).size?.width !== undefined,
    );
    expect(smallest.target).toBe('/things?kind=0');
    expect(bodyOf(smallest)).toEqual({ size: { width: 0 } });
    expect(Object.keys(smallest.headers)).toEqual(['accept', 'content-type']);
  });

  test('has the smallest number and the shortest text that still fail', async () => {
    const smallest = await shrink((request) => {
      const { size, note = '' } = bodyOf(request);
      return Number(size?.width) > 100 && note.length >= 3;
    });
    expect(bodyOf(smallest)).toEqual({ size: { width: 120 }, note: 'aaa' });
  });

  test('keeps the relevant items of a list', async () => {
    const smallest = await shrink((request) => bodyOf(request).tags?.includes('b') === true);
    expect(bodyOf(smallest)).toEqual({ tags: ['b'] });
  });

  test('has no body and no content type when they do not matter', async () => {
    const { headers, body } = await shrink(() => true);
    expect(body).toBeUndefined();
    expect(headers).toEqual({ accept: 'application/json' });
  });

  test('is the original request when no smaller one fails', async () => {
    expect(await shrink(() => false)).toEqual(REQUEST);
  });

  test('keeps names that have to be unique', async () => {
    const smallest = await shrink((request) => Object.hasOwn(bodyOf(request), 'title'));
    expect(bodyOf(smallest)).toEqual({ title: 'amber' });
  });
});
