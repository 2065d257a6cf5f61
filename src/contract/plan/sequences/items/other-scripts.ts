import { formatPointer } from '../../../../base/json-pointer.ts';
import { answeredStatuses } from '../../../case/statuses.ts';
import { changeableLeaves, withValue } from '../../requests/other-values.ts';
import type { Planning, ResourceMaker } from '../../requests/planning.ts';
import { sentItem } from '../../requests/sent-item.ts';
import type { Template } from '../../requests/template.ts';
import { violationsOf } from '../../requests/valid-template.ts';
import { showable } from '../echoed-members.ts';
import { SequenceDraft } from '../sequence-draft.ts';

/** Letters of one, two and three bytes, in their composed form. */
const TEXT = 'Zoë 東京';

/** Makes the cases with texts in other scripts: a server that accepts them returns them as they were sent. */
export const makeOtherScripts: ResourceMaker = (planning, resource) => {
  if (!planning.mayCreate) return [];
  const draft = new SequenceDraft(planning, resource);
  const valid = draft.newItem();
  const item = resource.parameter;
  const plain = valid && draft.unique(valid, 'other-scripts');
  const template = plain && inOtherScripts(planning, plain);
  if (template === undefined || template === plain) return [];
  const { operation } = template;
  const statuses = [...answeredStatuses(operation), '409'];
  const expect = { outcome: 'any', statuses, confidence: 'likely' } as const;
  const by = draft.create('create', { template, item, role: 'subject', expect });
  const shown = by && draft.read('read', { item, role: 'subject' });
  if (by === undefined || shown?.place === undefined || shown.schema === undefined) return [];
  const { envelope } = shown.place;
  const sent = showable(planning.description, shown.schema, envelope, sentItem(template, envelope) ?? {});
  const steps = { by: by.index, shown: shown.index };
  const echo = by.place?.envelope;
  draft.laws.push({
    kind: 'changeShows',
    ...steps,
    at: envelope,
    sent: draft.ownOf(sent),
    lasting: [],
    echo,
  });
  return draft.toCase('other-scripts');
};

/** Puts other scripts into as many texts as stay valid. */
function inOtherScripts(planning: Planning, template: Template): Template {
  return changeableLeaves(template.body?.value).reduce<Template>((current, { path, value: text }) => {
    if (typeof text !== 'string') return current;
    const candidates = [`${TEXT} ${text}`, TEXT].map((other) =>
      withValue(current, formatPointer(path), other),
    );
    return candidates.find((one) => violationsOf(planning, one).length === 0) ?? current;
  }, template);
}
