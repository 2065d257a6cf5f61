import { formatPointer } from '../../base/json-pointer.ts';
import type { Description } from '../../description/model/description.ts';
import type { MockApi } from '../api.ts';
import type { Behaviours } from '../behaviour/behaviour.ts';
import { itemFaults } from '../inferred/items/item-faults.ts';
import { inferredModels } from '../prepare-fixtures.ts';
import type { Fixtures } from '../state/initial-data.ts';

/** Returns the faults of fixtures that break their description: a line each, with pointers. Compiles their schemas. */
export function findFixtureFaults(api: MockApi): readonly string[] {
  const { description, behaviours = {}, fixtures = {} } = api;
  description.validators.addFormats(behaviours.formats ?? {});
  const modelOf = inferredModels(api);
  const inferredSchemaFaults = Object.entries(fixtures).flatMap(([collection, items]) => {
    if (collection === 'identities' || behaviours.collections?.[collection]?.schema !== undefined) return [];
    const model = modelOf(collection);
    const faults = model === undefined ? [] : itemFaults(items, model, description);
    return faults.map((fault) => `${collection} ${fault}`);
  });
  return [...definedSchemaFaults(fixtures, description, behaviours), ...inferredSchemaFaults];
}

/** Returns the faults of items that break the schema which the behaviours define for their collection. */
export function definedSchemaFaults(
  fixtures: Fixtures,
  description: Description,
  behaviours: Behaviours,
): readonly string[] {
  return Object.entries(behaviours.collections ?? {}).flatMap(([collection, { schema }]) => {
    if (schema === undefined) return [];
    const pointer = formatPointer(['components', 'schemas', schema]);
    const validate = description.validators.at(pointer, 'response');
    return (fixtures[collection] ?? []).flatMap((item, index) =>
      validate(item).map(
        ({ instancePath, message, descriptionPointer }) =>
          `${collection} ${formatPointer([index])}${instancePath}: ${message} (${descriptionPointer})`,
      ),
    );
  });
}
