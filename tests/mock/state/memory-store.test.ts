import { describe, expect, test } from '@jest/globals';
import { storeOf, open, thingsIn, put } from './things-store.ts';

describe('the memory store', () => {
  test('restores a snapshot exactly, including the next identifier', async () => {
    const store = storeOf([{ id: 'a' }, { id: 'b' }]);
    const drawNext = async () => {
      const { tx, commit } = await open(store);
      const id = tx.newId();
      (await tx.collection('things')).put({ id });
      await commit();
      return id;
    };
    await drawNext();
    const snapshot = structuredClone(await store.snapshot(''));
    const next = await drawNext();
    expect(await drawNext()).not.toBe(next);
    await store.restore('', snapshot);
    expect(await store.snapshot('')).toEqual(snapshot);
    expect(await drawNext()).toBe(next);
  });

  test('gives snapshots that later changes do not affect', async () => {
    const store = storeOf([{ id: 'a' }]);
    const snapshot = await store.snapshot('');
    const copy = structuredClone(snapshot);
    await put(store, { id: 'b' });
    expect(snapshot).toEqual(copy);
  });

  test('resets to its initial state, including the order and the next identifier', async () => {
    const store = storeOf([{ id: 'b' }, { id: 'a' }]);
    const before = await store.snapshot('');
    const { tx, commit } = await open(store);
    const things = await tx.collection('things');
    things.delete('b');
    things.put({ id: tx.newId() });
    await commit();
    expect(await store.snapshot('')).not.toEqual(before);
    await store.reset();
    expect(await store.snapshot('')).toEqual(before);
  });

  test('keeps namespaces separate, and resets one of them or all', async () => {
    const store = storeOf();
    for (const namespace of ['', 'one', 'two', '__proto__'])
      await put(store, { id: `of ${namespace}` }, namespace);
    await store.reset('one');
    expect(await thingsIn(store, 'one')).toEqual([]);
    expect(await thingsIn(store, 'two')).toEqual([{ id: 'of two' }]);
    expect(await thingsIn(store, '__proto__')).toEqual([{ id: 'of __proto__' }]);
    await store.reset();
    expect(await thingsIn(store)).toEqual([]);
    expect(await thingsIn(store, 'two')).toEqual([]);
  });

  test('lets namespaces that start with the same items change them without seeing each other', async () => {
    const initial = [{ id: 'a' }, { id: 'b' }];
    const store = storeOf(initial);
    await put(store, { id: 'of the first' }, 'first'); // alone so far
    expect(await thingsIn(store, 'second')).toEqual(initial);
    await put(store, { id: 'of the third' }, 'third');
    await put(store, { id: 'of the second' }, 'second');
    await store.reset('first');
    expect(await thingsIn(store, 'first')).toEqual(initial);
    expect(await thingsIn(store, 'second')).toEqual([...initial, { id: 'of the second' }]);
    expect(await thingsIn(store, 'third')).toEqual([...initial, { id: 'of the third' }]);
    expect(await thingsIn(store, 'fourth')).toEqual(initial);
  });

  test('keeps a thousand namespaces, and drops the least recently used one', async () => {
    const store = storeOf();
    await put(store, { id: 'x' }, 'old');
    await put(store, { id: 'x' }, 'used');
    for (let index = 0; index < 998; index += 1) await store.random(`n${index}`);
    expect(await thingsIn(store, 'used')).toHaveLength(1);
    await store.random('one more');
    expect(await thingsIn(store, 'used')).toHaveLength(1);
    expect(await thingsIn(store, 'old')).toEqual([]);
  });
});
