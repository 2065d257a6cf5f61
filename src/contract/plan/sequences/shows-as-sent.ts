import type { Planning } from '../requests/planning.ts';
import { sentItem } from '../requests/sent-item.ts';
import type { Template } from '../requests/template.ts';
import { echoedMembers, showable } from './echoed-members.ts';
import type { Drafted, SequenceDraft } from './sequence-draft.ts';

/** Adds the law that the members of the response have the values that were sent. */
export function showsAsSent(
  { planning, draft }: { readonly planning: Planning; readonly draft: SequenceDraft },
  template: Template,
  { by, shown }: { readonly by: Drafted; readonly shown: Drafted },
): void {
  const { place, schema } = shown;
  const item = place && sentItem(template, place.envelope);
  if (place === undefined || schema === undefined || item === undefined) return;
  const sent = showable(planning.description, schema, place.envelope, item);
  const isAnswer = by.index === shown.index; // the answer to a change may be short
  draft.laws.push({
    kind: 'changeShows',
    by: by.index,
    shown: shown.index,
    at: place.envelope,
    sent: draft.ownOf(sent),
    lasting: isAnswer ? [] : echoedMembers(planning.description, schema, place.envelope, sent),
    echo: by.place?.envelope,
  });
}
