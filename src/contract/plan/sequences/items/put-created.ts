import { anything, sought } from '../../requests/expectations.ts';
import { withOtherValues } from '../../requests/other-values.ts';
import type { ResourceMaker } from '../../requests/planning.ts';
import { sentItem } from '../../requests/sent-item.ts';
import type { Template } from '../../requests/template.ts';
import { SequenceDraft, type Drafted } from '../sequence-draft.ts';
import { showsAsSent } from '../shows-as-sent.ts';

const [ITEM, NEIGHBOUR] = ['one', 'another'];

/**
 * Makes the case that creates two items with PUT in a parent of its own, reads and replaces one of them, and deletes it:
 * the other one and the parent are still there.
 */
export const makePutCreated: ResourceMaker = (planning, resource) => {
  const { read, replace, delete: remove } = resource;
  if (!planning.mayCreate || read === undefined || replace === undefined || remove === undefined) return [];
  const draft = new SequenceDraft(planning, resource);
  const first = draft.namePutItems(ITEM, NEIGHBOUR)
    ? draft.templateOn(replace, ITEM, { optional: true })
    : undefined;
  if (first === undefined) return [];
  const put = (name: string, template: Template, item: string): Drafted | undefined => {
    const by = draft.send(name, template, { role: 'subject' });
    const shown = by && draft.read(`read what was put (${name})`, { item, role: 'subject' });
    if (by === undefined || shown === undefined) return shown;
    const { place = { envelope: [], key: '' } } = shown; // its path alone identifies the item
    showsAsSent({ planning, draft }, template, { by, shown: { ...shown, place } });
    return shown;
  };
  put('create', first, ITEM);
  put('replace', withOtherValues(planning, first, { round: 1, unlike: sentItem(first, []) ?? {} }), ITEM);
  const other = draft.templateOn(replace, NEIGHBOUR, { optional: true });
  const neighbour = other && put('create another', other, NEIGHBOUR);
  endWith(draft, neighbour);
  return draft.toCase('put-created', { about: replace });
};

/** Deletes the item, which is gone then. The other one, and what they are in, are still there. */
function endWith(draft: SequenceDraft, neighbour: Drafted | undefined): void {
  const parent = draft.readParent('read what they are in');
  const by = draft.delete('delete', { item: ITEM, role: 'subject' });
  if (by === undefined) return;
  const gone = draft.read('read what is deleted', { item: ITEM, role: 'subject', expect: anything });
  const at = gone?.place?.envelope ?? [];
  if (gone !== undefined) draft.laws.push({ kind: 'pathGone', by: by.index, shown: gone.index, at });
  const still =
    neighbour && draft.read('read the other', { item: NEIGHBOUR, role: 'subject', expect: sought });
  if (neighbour !== undefined && still !== undefined) draft.keeps(by, neighbour, still);
  if (parent !== undefined) draft.keepsParent(by, parent);
}
