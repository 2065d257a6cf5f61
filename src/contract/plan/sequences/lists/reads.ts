import type { Bindings } from '../../../case/bindings.ts';
import type { Case } from '../../../case/case.ts';
import { anything } from '../../requests/expectations.ts';
import { givenValue } from '../../requests/target-data.ts';
import { ListDraft, listedIn, type Looking } from './looking.ts';

/** Makes the case that reads a list, and an item of it, twice in a row each. */
export function twice(looking: Looking): readonly Case[] {
  const { resource, place } = looking;
  const asking = new ListDraft(looking);
  const { draft } = asking;
  const item = resource.parameter;
  const schema = isListedRead(looking) ? resource.parameterSchema?.pointer : undefined;
  const bind: Bindings =
    schema === undefined
      ? {}
      : { [item]: { from: 'listed', ...listedIn(looking), take: 'identifier', schema } };
  const list = asking.all('list', bind);
  const shown = asking.all('list again');
  const reads =
    schema === undefined
      ? []
      : ['read', 'read again'].map((name) => draft.read(name, { item, role: 'subject', expect: anything }));
  const again = asking.all('list once more');
  if (list === undefined || shown === undefined || again === undefined) return [];
  const at = place.envelope;
  const { key } = place;
  draft.laws.push({
    kind: 'steady',
    by: list.index,
    before: list.index,
    shown: shown.index,
    again: again.index,
    at,
    key,
  });
  const [read, readAgain] = reads;
  if (read?.place !== undefined && readAgain !== undefined) {
    draft.laws.push({
      kind: 'listAgrees',
      by: list.index,
      shown: read.index,
      at,
      key,
      item,
      again: again.index,
      reads: [read.index, readAgain.index],
      envelope: read.place.envelope,
    });
  }
  return asking.toCase('read');
}

/** False where there is no read, and where the user says which item is read. */
function isListedRead({ planning: { data }, resource: { read, parameter } }: Looking): boolean {
  return read !== undefined && givenValue(data, read, { name: parameter }) === undefined;
}
