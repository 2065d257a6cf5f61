import { formatPointer } from '../../../../base/json-pointer.ts';
import type { Expectation } from '../../../case/case.ts';
import type { Operation } from '../../../../description/model/operation.ts';
import { acceptedStatuses, refusedStatuses } from '../../../case/statuses.ts';
import { withValue } from '../../requests/other-values.ts';
import type { Planning, ResourceMaker } from '../../requests/planning.ts';
import type { Template } from '../../requests/template.ts';
import { isNaturalKey, keyLeaves } from '../../requests/unique-values.ts';
import { violationsOf } from '../../requests/valid-template.ts';
import { SequenceDraft } from '../sequence-draft.ts';

/**
 * Makes the case that creates an item twice, where the description has a conflict (409): with the same body, and with its
 * names in capitals. Both may be accepted or refused, but not in any other way.
 */
export const makeTaken: ResourceMaker = (planning, resource) => {
  const { create, parameter } = resource;
  const isSaid = create?.responses.some(({ status }) => ['409', '4XX', 'default'].includes(status)) === true;
  if (!planning.mayCreate || create === undefined || !isSaid) return [];
  const draft = new SequenceDraft(planning, resource);
  const valid = draft.newItem();
  const template = valid && draft.unique(valid, 'taken');
  const first = template && draft.create('create', { template, item: parameter, role: 'setup' });
  if (template === undefined || first === undefined) return [];
  const expect = takenOrCreated(create);
  const others = [
    ['create the same again', template],
    ['create it in capitals', inCapitals(planning, template)],
  ] as const;
  for (const [index, [name, other]] of others.entries()) {
    if (other === undefined) continue;
    const item = `${parameter}${index + 2}`;
    const again = draft.create(name, { template: other, item, role: 'subject', expect });
    if (again === undefined) continue;
    const steps = { by: again.index, shown: again.index, at: again.place?.envelope ?? [] };
    draft.laws.push({ kind: 'identifiersDiffer', ...steps, items: [parameter, item] });
  }
  return draft.toCase('taken');
};

function takenOrCreated(create: Operation): Expectation {
  const statuses = [...acceptedStatuses(create), ...refusedStatuses(create), '409'];
  return { outcome: 'any', statuses, confidence: 'likely' };
}

/** Returns the request with its names in capitals; undefined where that is not valid, or the same. */
function inCapitals(planning: Planning, template: Template): Template | undefined {
  const names = keyLeaves(template.body?.value).filter(
    ({ path, value }) => typeof value === 'string' && isNaturalKey(String(path.at(-1))),
  );
  const capitals = names.reduce((current, { path, value }) => {
    const changed = withValue(current, formatPointer(path), String(value).toUpperCase());
    return violationsOf(planning, changed).length === 0 ? changed : current;
  }, template);
  return capitals === template ? undefined : capitals;
}
