import { sortingsOf } from '../../../../description/resources/list-parameters.ts';
import type { Case } from '../../../case/case.ts';
import { ListDraft, type Looking } from './looking.ts';

/** The most orders of one list that are asked for. */
const MOST = 10;

/** Makes the case that sorts a list in each way that its parameters name. */
export function inOrder(looking: Looking): readonly Case[] {
  const { planning, list, place, item } = looking;
  const sortings = sortingsOf(planning.description, list, item).slice(0, MOST);
  const asking = new ListDraft(looking);
  const by = asking.all('list');
  if (by === undefined) return [];
  const asked = sortings.flatMap((sorting) => {
    const { values, name, order } = sorting;
    const shown = asking.with(`list by ${[...values.values()].map(written).join(' ')}`, values);
    if (shown === undefined) return [];
    const steps = { by: by.index, shown: shown.index, at: place.envelope };
    const isRanked = (item.property(name)?.strings.size ?? 0) > 0;
    asking.draft.laws.push({ kind: 'sorted', ...steps, name, order, isRanked, key: place.key });
    return [{ ...sorting, steps }];
  });
  for (const { name, order, steps } of asked.filter((one) => one.order === 'descending')) {
    const other = asked.find((one) => one.name === name && one.order !== order);
    if (other === undefined) continue;
    asking.draft.laws.push({
      kind: 'reversed',
      ...steps,
      before: other.steps.shown,
      key: place.key,
      member: name,
    });
  }
  return asking.toCase('sort');
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
