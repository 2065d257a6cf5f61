import { describe, expect, test } from '@jest/globals';
import { randomStateOf } from '../../../src/base/random.ts';
import { storeOf, open, thingsIn, put } from './things-store.ts';

describe('a transaction', () => {
  test('sees its own changes, and nobody else does before it is committed', async () => {
    const store = storeOf([{ id: 'a' }, { id: 'b' }]);
    const { tx, commit } = await open(store);
    const things = await tx.collection('things');
    things.put({ id: 'c' });
    things.put({ id: 'a', n: 1 });
    expect(things.delete('b')).toBe(true);
    expect(things.all()).toEqual([{ id: 'a', n: 1 }, { id: 'c' }]);
    expect(things.get('b')).toBeUndefined();
    expect(await thingsIn(store)).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(await commit()).toBe(true);
    expect(await thingsIn(store)).toEqual([{ id: 'a', n: 1 }, { id: 'c' }]);
  });

  test('that is not committed leaves no trace, neither in items nor in the random numbers', async () => {
    const store = storeOf([{ id: 'a' }]);
    const before = await store.snapshot('');
    const { tx } = await open(store);
    (await tx.collection('things')).put({ id: tx.newId(), n: tx.random() });
    expect(await store.snapshot('')).toEqual(before);
  });

  test('is not committed when what it read has changed since, and nothing of it is kept', async () => {
    const store = storeOf([{ id: 'a', n: 0 }]);
    const slow = await open(store);
    (await slow.tx.collection('things')).put({ id: 'slow' });
    (await slow.tx.collection('others')).put({ id: 'slow' });
    await put(store, { id: 'quick' });
    expect(await slow.commit()).toBe(false);
    expect(await slow.verify()).toBe(false);
    expect(await thingsIn(store)).toEqual([{ id: 'a', n: 0 }, { id: 'quick' }]);
    expect((await store.snapshot('')).collections['others'] ?? []).toEqual([]);
  });

  test('is committed beside another that touched other collections', async () => {
    const store = storeOf();
    const one = await open(store);
    (await one.tx.collection('others')).put({ id: 'other' });
    await put(store, { id: 'quick' });
    expect(await one.commit()).toBe(true);
  });

  test('does not hand out an identifier that another has drawn meanwhile', async () => {
    const store = storeOf();
    const [one, other] = [await open(store), await open(store)];
    expect(one.tx.newId()).toBe(other.tx.newId());
    expect(await one.commit()).toBe(true);
    expect(await other.commit()).toBe(false);
  });

  test('is not committed on a state that was reset and changed again since', async () => {
    const store = storeOf([{ id: 'a' }]);
    await put(store, { id: 'first' });
    const slow = await open(store);
    const things = await slow.tx.collection('things');
    things.put({ id: 'seen', n: things.all().length });
    await store.reset();
    await put(store, { id: 'second' });
    expect(await slow.commit()).toBe(false);
    expect(await thingsIn(store)).toEqual([{ id: 'a' }, { id: 'second' }]);
  });

  test('is not committed on a state that was restored since', async () => {
    const store = storeOf([{ id: 'a' }]);
    const empty = { collections: {}, random: randomStateOf(1) };
    const slow = await open(store);
    (await slow.tx.collection('things')).put({ id: 'slow' });
    await store.restore('', empty);
    expect(await slow.commit()).toBe(false);
    expect(await thingsIn(store)).toEqual([]);
  });

  test('keeps a copy of what is put, which nobody can change', async () => {
    const store = storeOf();
    const { tx, commit } = await open(store);
    const item = { id: 'a', tags: ['x'], left: undefined };
    const stored = (await tx.collection<typeof item>('things')).put(item);
    await commit();
    item.tags.push('y');
    expect(() => stored.tags.push('z')).toThrow(TypeError);
    expect(await thingsIn(store)).toEqual([{ id: 'a', tags: ['x'] }]);
  });

  test('keeps items apart whose identifiers are names of members that all objects have', async () => {
    const store = storeOf();
    const { tx } = await open(store);
    const things = await tx.collection('things');
    expect(things.get('constructor')).toBeUndefined();
    expect(things.get('__proto__')).toBeUndefined();
    things.put({ id: '__proto__', n: 1 });
    expect(things.get('__proto__')).toEqual({ id: '__proto__', n: 1 });
  });

  test('finds a numeric identifier as a number and as a text', async () => {
    const things = await (await open(storeOf([{ id: 7 }]))).tx.collection('things');
    expect(things.get(7)).toEqual({ id: 7 });
    expect(things.get('7')).toEqual({ id: 7 });
    expect(things.delete(8)).toBe(false);
  });

  test('refuses an item without an identifier, naming the member that is missing', async () => {
    const things = await (await open(storeOf())).tx.collection('things');
    expect(() => things.put({ name: 'x' })).toThrow(/'id'.*"name"/);
    expect(() => things.put({ id: null })).toThrow(/'id'/);
  });

  test('has one moment, which a behaviour cannot move', async () => {
    const { tx } = await open(storeOf());
    tx.now().setFullYear(1999);
    expect(tx.now()).toEqual(new Date(0));
  });

  test('draws identifiers in the format that is asked for', async () => {
    const { tx } = await open(storeOf());
    expect(tx.newId()).toMatch(/^[0-9a-f]{24}$/);
    expect(tx.newId({ alphabet: 'xy', length: 40 })).toMatch(/^(?=.*x)(?=.*y)[xy]{40}$/);
    expect(tx.newId({ alphabet: 'z', length: 0 })).toBe('');
  });

  test('draws random numbers from 0 to 1', async () => {
    const { tx } = await open(storeOf());
    const drawn = Array.from({ length: 1000 }, () => tx.random());
    expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(new Set(drawn).size).toBeGreaterThan(990);
  });
});
