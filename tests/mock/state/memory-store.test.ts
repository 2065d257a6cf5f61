import { describe, expect, test } from '@jest/globals';
import { storeOf, open, thingsIn, put } from './things-store.ts';

describe('the memory store', () => {
  test('restores a snapshot exactly, the next identifier included', async () => {
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

  test('gives snapshots that later changes leave alone', async () => {
    const store = storeOf([{ id: 'a' }]);
    const snapshot = await store.snapshot('');
    const copy = structuredClone(snapshot);
    await put(store, { id: 'b' });
    expect(snapshot).toEqual(copy);
  });

  test('resets to what it started from, the order and the next identifier included', async () => {
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

  test('keeps namespaces apart, and resets them one by one or all at once', async () => {
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

  test('holds a thousand namespaces, and forgets the one that was used longest ago', async () => {
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
