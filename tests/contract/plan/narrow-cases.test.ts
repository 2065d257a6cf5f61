import { describe, expect, test } from '@jest/globals';
import { planCases, planStream } from '../../../src/contract/plan/plan-cases.ts';
import { petsDescription } from '../pets.ts';

const description = petsDescription();
const cases = planCases(description);

describe('choosing cases', () => {
  test('by phases keeps the cases of any of these', () => {
    const phases = ['negatives', 'sequences'] as const;
    const chosen = planStream(description, { phases }).all();
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen).toEqual(cases.filter(({ phase }) => phase === 'negatives' || phase === 'sequences'));
  });

  test('by tags keeps their operations, and the undocumented methods of their paths', () => {
    const chosen = planStream(description, { tags: ['toys'] }).all();
    const ids = new Set(chosen.map(({ operationId }) => operationId));
    expect(ids).toContain('listToys');
    expect(ids).toContain('getToy');
    expect(ids).toContain('DELETE /pets/{petId}/toys');
    expect(ids).not.toContain('getPet');
    expect(ids).not.toContain('DELETE /pets/{petId}');
  });

  test('by operations plans these alone', () => {
    const named = ['getPet', 'DELETE /pets/{petId}', '/pets'];
    const isOperationWanted = (id: string) => named.includes(id);
    const chosen = planStream(description, { isOperationWanted }).all();
    expect(chosen).toEqual(cases.filter(({ operationId }) => named.includes(operationId)));
    expect(new Set(chosen.map(({ operationId }) => operationId)).size).toBeGreaterThan(1);
  });
});
