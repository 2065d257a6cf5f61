import { formatOf, timeRangesOf, type TimeRange } from '../../../../description/resources/time-ranges.ts';
import type { Parameter } from '../../../../description/model/parameter.ts';
import type { Bindings, ValueSource } from '../../../case/bindings.ts';
import type { Case } from '../../../case/case.ts';
import { ListDraft, listedIn, type Looking } from './looking.ts';

const ITEM = 'holder';

/** Makes the cases that ask for a range of time around the times of an item. */
export function byTime(looking: Looking): readonly Case[] {
  const { planning, list, item } = looking;
  return timeRangesOf(planning.description, list, item).flatMap((range) => inRange(looking, range));
}

function inRange(looking: Looking, { from, to, member, members }: TimeRange): readonly Case[] {
  const { place } = looking;
  const asking = new ListDraft(looking);
  // what is before a range that has no end, and behind one that has no beginning, tells whether it is looked at
  const listing = {
    from: 'listed' as const,
    ...listedIn(looking),
    members,
    item: from === undefined ? ('oldest' as const) : ('newest' as const),
  };
  const end = (parameter: Parameter, side: 'before' | 'after'): ValueSource => ({
    ...listing,
    take: 'time',
    side,
    isDay: formatOf(parameter) === 'date',
    schema: parameter.schema.pointer,
  });
  const bind: Bindings = {
    [ITEM]: { ...listing, take: 'timeHolder' },
    ...(from !== undefined && { from: end(from, 'before') }),
    ...(to !== undefined && { to: end(to, 'after') }),
  };
  const by = asking.all('list', bind);
  const bound = { ...(from && { [from.name]: 'from' }), ...(to && { [to.name]: 'to' }) };
  const name = Object.keys(bound).join('-');
  const shown = asking.with(`list by ${name}`, new Map(), { bound });
  if (by === undefined || shown === undefined) return [];
  asking.draft.laws.push({
    kind: 'inRange',
    by: by.index,
    shown: shown.index,
    at: place.envelope,
    key: place.key,
    item: ITEM,
    member,
    ...(from !== undefined && { from: 'from' }),
    ...(to !== undefined && { to: 'to' }),
  });
  return asking.toCase(`range/${name}`);
}
