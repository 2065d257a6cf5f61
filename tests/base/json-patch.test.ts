import { describe, expect, test } from '@jest/globals';
import { jsonPatch } from '../../src/base/json-patch.ts';

describe('JSON Patch (RFC 6902)', () => {
  test.each([
    ['adds a member', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
    ['inserts into a list', { l: [1, 3] }, [{ op: 'add', path: '/l/1', value: 2 }], { l: [1, 2, 3] }],
    ['appends to a list', { l: [1] }, [{ op: 'add', path: '/l/-', value: 2 }], { l: [1, 2] }],
    ['removes a member', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    ['removes from a list', { l: [1, 2] }, [{ op: 'remove', path: '/l/0' }], { l: [2] }],
    ['replaces a member', { a: 1 }, [{ op: 'replace', path: '/a', value: { b: 2 } }], { a: { b: 2 } }],
    ['moves a member', { a: 1 }, [{ op: 'move', from: '/a', path: '/b' }], { b: 1 }],
    ['copies a member', { a: 1 }, [{ op: 'copy', from: '/a', path: '/b' }], { a: 1, b: 1 }],
    ['goes on after a test that holds', { a: 1 }, [{ op: 'test', path: '/a', value: 1 }], { a: 1 }],
    ['unescapes a pointer', { 'a/b': 1 }, [{ op: 'remove', path: '/a~1b' }], {}],
    ['replaces everything', { a: 1 }, [{ op: 'replace', path: '', value: [] }], []],
  ])('%s', (_, target, operations, value) => {
    expect(jsonPatch(target, operations)).toEqual({ kind: 'patched', value });
  });

  test.each([
    ['a place that is not there', [{ op: 'add', path: '/x/y', value: 1 }]],
    ['removing what is not there', [{ op: 'remove', path: '/x' }]],
    ['a list index beyond the end', [{ op: 'add', path: '/l/5', value: 1 }]],
    ['a test that does not hold', [{ op: 'test', path: '/a', value: 2 }]],
    ['an operation that there is not', [{ op: 'increase', path: '/a' }]],
    ['no path', [{ op: 'remove' }]],
  ])('refuses %s, and changes nothing', (_, operations) => {
    const target = { a: 1, l: [1] };
    const changes = [{ op: 'add', path: '/b', value: 2 }, ...operations];
    expect(jsonPatch(target, changes)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('/1'),
    });
    expect(target).toEqual({ a: 1, l: [1] });
  });

  test('takes __proto__ for an ordinary name', () => {
    const patched = jsonPatch({}, JSON.parse('[{"op":"add","path":"/__proto__","value":{"polluted":true}}]'));
    expect(patched.kind).toBe('patched');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
