import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import type { Description } from '../../../description/model/description.ts';
import { responseValidator } from '../responses/fitting-tools.ts';
import { drawnBody } from '../collection/seed-items.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/**
 * What keeps items from being answered as they are: a line each, with its pointer into the list. Members that answers
 * do not have are no fault: they are not shown.
 */
export function faultsOfItems(
  items: readonly unknown[],
  model: ResourceModel,
  description: Description,
): readonly string[] {
  const shown = model.item ?? model.list;
  if (shown === undefined) return [];
  const seeding = { description, seed: 1, suggest: () => undefined, now: new Date(0) };
  const drawn = drawnBody(model, model.store, '1', seeding);
  const validate = responseValidator(description, shown.schema);
  const isListed = Array.isArray(atPointer(drawn, formatPointer(shown.place.envelope)));
  const around = formatPointer([...shown.place.envelope, ...(isListed ? ['0'] : [])]);
  return items.flatMap((item, index) =>
    validate(setAt(drawn, shown.place.envelope, isListed ? [item] : item))
      .filter(({ instancePath }) => `${instancePath}/`.startsWith(`${around}/`))
      .filter(({ keyword, instancePath }) => !isHidden(keyword, instancePath === around))
      .map(({ instancePath, message, descriptionPointer }) => {
        const pointer = formatPointer([index]) + instancePath.slice(around.length);
        return `${pointer}: ${message} (${descriptionPointer})`;
      }),
  );
}

/** What is left out of answers anyway. */
function isHidden(keyword: string, isAtItem: boolean): boolean {
  const isMore = keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
  return keyword === 'notAnswered' || (isAtItem && isMore);
}
