import { describe, expect, test } from '@jest/globals';
import { AWKWARD } from '../../../../faults/awkward/awkward-lab.ts';
import { DEPOT } from '../../../../faults/depot/depot-lab.ts';
import { hunter } from '../../../../faults/hunt.ts';
import { readingLab } from '../../../../faults/lab/reading-lab.ts';
import { runRight } from '../../../../faults/run-right.ts';

const isInReads = (lab: typeof DEPOT, name: string) =>
  lab.faults.find((fault) => fault.name === name)?.inReads === true;

/** A switch that is not looked at is advice alone: it may mean something else than a member of its name. */
const MISSED = {
  depot: ['a full page has no cursor'],
  awkward: [
    'books are not filtered by whether they are lent',
    'page and cursor together are a server error',
    'products are not filtered by what is left',
    'bookings are not filtered by projector',
  ],
};

describe('faults that show in reads', () => {
  test('are those of operations that read, but for what shows only once something is changed', () => {
    expect(isInReads(DEPOT, 'a sort is not looked at')).toBe(true);
    expect(isInReads(DEPOT, 'a search is not looked at')).toBe(false);
    expect(isInReads(DEPOT, 'the list shows what was first sent')).toBe(false);
    expect(isInReads(AWKWARD, 'users are not filtered by address')).toBe(true);
    expect(isInReads(AWKWARD, 'the newest user is not listed')).toBe(false);
    expect(isInReads(AWKWARD, 'a book loses its shelf')).toBe(false);
  });

  test.each([DEPOT, AWKWARD])('are not looked for in vain: $name has items, and is right', async (lab) => {
    const right = await runRight(readingLab(lab));
    expect(right).toMatchObject({ isGood: true });
  });

  test.each([
    [DEPOT, (name: string) => /^(a|an|pages|numbers|the) /.test(name), MISSED.depot],
    [AWKWARD, (name: string) => /filtered|page|limit|offset|cursor|total/.test(name), MISSED.awkward],
  ] as const)('are found in lists where nothing may be changed: $name', async (lab, isWanted, known) => {
    const reading = readingLab(lab);
    const hunt = hunter(reading);
    const own = reading.faults.filter(
      ({ category, name }) => (category === 'list' || category === 'state') && isWanted(name),
    );
    expect(own.length).toBeGreaterThan(10);
    const missed: string[] = [];
    for (const fault of own) if ((await hunt(fault)).found === undefined) missed.push(fault.name);
    expect(missed).toEqual(known);
  });
});
