import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import type { SchemaError } from '../../../description/schemas/schema-validators.ts';
import type { Description } from '../../../description/model/description.ts';
import { generateItemBody } from '../collection/generate-item.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { responseValidator } from '../responses/fitting-tools.ts';

/** The fault of an item, as a line with a pointer into its list. */
export interface ItemFault {
  readonly index: number;
  readonly text: string;
}

/** The same with its parts. */
interface FoundItemFault extends ItemFault, Pick<SchemaError, 'message' | 'params'> {
  /** JSON Pointer into the item. */
  readonly pointer: string;
}

/**
 * Returns the faults of items that responses could not show as they are. Members that responses leave out are not a fault.
 */
export function itemFaults(
  items: readonly unknown[],
  model: ResourceModel,
  description: Description,
): readonly FoundItemFault[] {
  const response = model.item ?? model.list;
  if (response === undefined) return [];
  const { envelope } = response.place;
  const seeding = {
    description,
    seed: 1,
    suggest: () => undefined,
    now: () => new Date(0),
    strictValues: true,
  };
  const generated = generateItemBody(model, model.store, '1', seeding);
  const validate = responseValidator(description, response.schema);
  const isListed = Array.isArray(atPointer(generated, formatPointer(envelope)));
  const itemPointer = formatPointer([...envelope, ...(isListed ? ['0'] : [])]);
  return items.flatMap((item, index) =>
    validate(setAt(generated, envelope, isListed ? [item] : item))
      .filter(({ instancePath }) => `${instancePath}/`.startsWith(`${itemPointer}/`))
      .filter(({ keyword, instancePath }) => !isLeftOut(keyword, instancePath === itemPointer))
      .map(({ instancePath, message, params, descriptionPointer }) => {
        const pointer = instancePath.slice(itemPointer.length);
        const text = `${formatPointer([index])}${pointer}: ${message} (${descriptionPointer})`;
        return { index, text, pointer, message, params };
      }),
  );
}

/** True for errors about members that responses leave out: write-only ones, and those that the item's schema lacks. */
function isLeftOut(keyword: string, isAtItem: boolean): boolean {
  const isUnknownMember = keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
  return keyword === 'notAnswered' || (isAtItem && isUnknownMember);
}
