import { describe, expect, test } from '@jest/globals';
import { suite } from './pets-suite.ts';

async function listed(...args: string[]): Promise<readonly string[]> {
  const { stdout } = await suite('--list', ...args);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/ {2}.*/, ''));
}

describe('choosing what is run', () => {
  test('by phase and tag, each of which may be given several times', async () => {
    const all = await listed();
    const negatives = await listed('--phase', 'negatives');
    const boundaries = await listed('--phase', 'boundaries');
    expect(negatives.length).toBeGreaterThan(0);
    expect(await listed('--phase', 'negatives', '--phase', 'boundaries')).toHaveLength(
      negatives.length + boundaries.length,
    );
    const toys = await listed('--tag', 'toys');
    expect(toys.length).toBeLessThan(all.length);
    expect(toys.every((id) => /toys/i.test(id) || id.includes('getToy'))).toBe(true);
    expect(await listed('--tag', 'toys', '--tag', 'pets')).toEqual(all);
  });

  test('by number, spread over the operations', async () => {
    const few = await listed('--max-cases', '4', '--safety', 'read-only');
    expect(few).toHaveLength(4);
    expect(few.map((id) => id.split('/')[1])).toEqual(['getPet', 'getToy', 'listPets', 'listToys']);
    const operations = await listed('--operation', 'getPet', '--operation', 'getToy', '--max-cases', '6');
    expect(operations.filter((id) => id.includes('/getPet/'))).toHaveLength(3);
  });

  test.each([
    [['--phase', 'negative'], /--phase negative: give one of .*; did you mean negatives\?/],
    [['--tag', 'toy'], /--tag toy: no operation has that tag; did you mean toys\?/],
    [['--max-cases', '0'], /--max-cases 0: give a whole number from 1/],
    [['--budget', 'soon'], /--budget soon: give a time such as 60s or 5m/],
    [['--phase', 'examples'], /there is nothing to run: no case fits --phase examples/],
  ])('%j is refused with what to do', async (args, message) => {
    const { code, stderr } = await suite(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
