import { describe, expect, test } from '@jest/globals';
import { inPhasesAndTags, spread } from '../../../src/contract/plan/narrow-cases.ts';
import { planCases } from '../../../src/contract/plan/plan-cases.ts';
import { petsDescription } from '../pets.ts';

const description = petsDescription();
const cases = planCases(description);
const documented = cases.filter(({ maker }) => maker !== 'undocumented-method');

describe('spreading cases', () => {
  test('gives all operations the same number of cases, as far as they have them', () => {
    const chosen = spread(documented, 20);
    const counts = ['getPet', 'getToy', 'listPets', 'listToys'].map(
      (id) => chosen.filter(({ operationId }) => operationId === id).length,
    );
    const sizes = ['getPet', 'getToy', 'listPets', 'listToys'].map(
      (id) => documented.filter(({ operationId }) => operationId === id).length,
    );
    expect(chosen).toHaveLength(20);
    const most = Math.max(...counts);
    expect(counts.every((count, index) => count >= Math.min(sizes[index] ?? 0, most - 1))).toBe(true);
  });

  test('counts undocumented methods as one operation', () => {
    const chosen = spread(cases, 5).map(({ maker }) => maker === 'undocumented-method');
    expect(chosen.filter(Boolean)).toHaveLength(1);
  });

  test('takes cases of an operation at even distances, in their order', () => {
    const own = cases.filter(({ operationId }) => operationId === 'getPet');
    const chosen = spread(own, 3);
    expect(chosen).toHaveLength(3);
    const places = chosen.map((one) => own.indexOf(one));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(new Set(chosen.map(({ maker }) => maker)).size).toBeGreaterThan(1);
  });

  test('begins with the plain valid request of each operation', () => {
    const chosen = spread(documented, 4);
    expect(chosen.map(({ id }) => id)).toEqual(
      ['getPet', 'getToy', 'listPets', 'listToys'].map((id) => `pets/${id}/valid/required-only`),
    );
  });

  test('covers some of the operations when there are more operations than cases', () => {
    const chosen = spread(documented, 3);
    expect(chosen).toHaveLength(3);
    expect(new Set(chosen.map(({ operationId }) => operationId)).size).toBe(3);
    expect(spread(documented, 3)).toEqual(chosen);
  });

  test('keeps all of them when there are few enough', () => {
    expect(spread(cases, cases.length)).toBe(cases);
  });
});

describe('choosing cases', () => {
  test('by phases keeps the cases of any of these', () => {
    const phases = ['negatives', 'sequences'] as const;
    const chosen = inPhasesAndTags(cases, description, { phases });
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen).toEqual(cases.filter(({ phase }) => phase === 'negatives' || phase === 'sequences'));
  });

  test('by tags keeps their operations, and the undocumented methods of their paths', () => {
    const chosen = inPhasesAndTags(cases, description, { tags: ['toys'] });
    const ids = new Set(chosen.map(({ operationId }) => operationId));
    expect(ids).toContain('listToys');
    expect(ids).toContain('getToy');
    expect(ids).toContain('DELETE /pets/{petId}/toys');
    expect(ids).not.toContain('getPet');
    expect(ids).not.toContain('DELETE /pets/{petId}');
  });
});
