import { memberFiltersOf } from '../../../../description/resources/member-filters.ts';
import type { Case } from '../../../case/case.ts';
import { ListDraft, listedIn, type Looking } from './looking.ts';

const VALUE = 'value';

/** Makes the cases that filter a list by a value that one of its items has. */
export function byMember(looking: Looking): readonly Case[] {
  const { planning, list, item, place } = looking;
  return memberFiltersOf(planning.description, list, item).flatMap(({ parameter, member, kind }) => {
    const asking = new ListDraft(looking);
    const schema = parameter.schema.pointer;
    const by = asking.all('list', {
      [VALUE]: { from: 'listed', ...listedIn(looking), take: 'filter', member, kind, schema },
    });
    const shown = asking.with(`list by ${parameter.name}`, new Map(), { bound: { [parameter.name]: VALUE } });
    if (by === undefined || shown === undefined) return [];
    const steps = { by: by.index, shown: shown.index, at: place.envelope };
    asking.draft.laws.push({
      kind: 'narrowed',
      ...steps,
      key: place.key,
      member,
      filter: kind,
      value: VALUE,
    });
    return asking.toCase(`filter/${parameter.name}`);
  });
}
