import { formatPointer } from '../../../../base/json-pointer.ts';
import type { Operation } from '../../../../description/model/operation.ts';
import { sought } from '../../requests/expectations.ts';
import { withValue } from '../../requests/other-values.ts';
import type { Planning } from '../../requests/planning.ts';
import { sentItem, sentPlace, smallestChange } from '../../requests/sent-item.ts';
import { violationsOf } from '../../requests/valid-template.ts';
import type { SequenceDraft } from '../sequence-draft.ts';

interface Context {
  readonly planning: Planning;
  readonly draft: SequenceDraft;
  /** The name under which the item's identifier is bound. */
  readonly item: string;
}

/** A member to clear: one of those that were sent. */
interface Clearing {
  readonly update: Operation;
  readonly sent: Readonly<Record<string, unknown>>;
  /** The place of the item in requests. */
  readonly envelope: readonly string[];
}

/**
 * Sets a member to null with a PATCH, where its schema allows that, and reads the item: it is not shown as it was. (RFC
 * 7396 removes it.)
 */
export function clearMember({ planning, draft, item }: Context, clearing: Clearing): void {
  const { update, sent, envelope } = clearing;
  const full = draft.templateOn(update, item, { optional: true });
  if (full?.body === undefined || /json-patch/.test(full.body.mediaType.range)) return;
  const place = sentPlace(full, envelope);
  const cleared = Object.keys(sentItem(full, envelope) ?? {})
    .filter((name) => (sent[name] ?? null) !== null)
    .map((name) => ({ name, template: withValue(full, formatPointer([...place, name]), null) }))
    .find(({ template }) => violationsOf(planning, template).length === 0);
  if (cleared === undefined) return;
  const { name, template } = cleared;
  const others = Object.entries(sentItem(template, envelope) ?? {}).filter(([other]) => other !== name);
  const known = { ...sent, ...Object.fromEntries(others) };
  const smallest = smallestChange(planning, template, { before: known, envelope });
  const by = draft.send('clear', smallest, { role: 'subject' });
  const read = by && draft.read('read what was cleared', { item, role: 'subject', expect: sought });
  if (by === undefined || read?.place === undefined) return;
  const steps = { by: by.index, shown: read.index, at: read.place.envelope };
  draft.laws.push({ kind: 'changeShows', ...steps, sent: { [name]: null }, lasting: [], echo: undefined });
}
