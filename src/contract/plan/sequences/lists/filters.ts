import { memberFiltersOf } from '../../../../description/resources/member-filters.ts';
import type { Case } from '../../../case/case.ts';
import { ListDraft, listedIn, type Looking } from './looking.ts';

const VALUE = 'value';

/** The name of another choice of a switch. */
const OTHER = 'other';

/** Makes the cases that filter a list by a value that one of its items has. */
export function byMember(looking: Looking): readonly Case[] {
  const { planning, list, item, place } = looking;
  return memberFiltersOf(planning.description, list, item).flatMap(({ parameter, member, kind, choices }) => {
    const asking = new ListDraft(looking);
    const schema = parameter.schema.pointer;
    const value = { from: 'listed', ...listedIn(looking), take: 'filter', member, kind, schema } as const;
    const isSwitch = kind === 'switch';
    const by = asking.all('list', {
      [VALUE]: value,
      ...(isSwitch && { [OTHER]: { ...value, others: choices } }),
    });
    const shown = asking.with(`list by ${parameter.name}`, new Map(), { bound: { [parameter.name]: VALUE } });
    const other = isSwitch
      ? asking.with(`list by another ${parameter.name}`, new Map(), { bound: { [parameter.name]: OTHER } })
      : undefined;
    if (by === undefined || shown === undefined) return [];
    const steps = { by: by.index, shown: shown.index, at: place.envelope };
    asking.draft.laws.push({
      kind: 'narrowed',
      ...steps,
      key: place.key,
      member,
      filter: kind,
      value: VALUE,
      ...(other !== undefined && { other: other.index }),
    });
    return asking.toCase(`filter/${parameter.name}`);
  });
}
