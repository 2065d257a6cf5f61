import { member } from '../base/json.ts';
import { pick } from '../base/random.ts';
import type { GenerateContext } from './generate-context.ts';
import { combine, discriminatorOf, flatten, MAX_COMBINATION_DEPTH, type FlatSchema } from './flat-schema.ts';

/**
 * Chooses the branches of a schema: the first ones in the first attempt, later any; one that is only `null` where there
 * is nothing optional any more, so that what leads back to itself ends. Undefined where nothing fits.
 */
export function chooseBranch(
  context: GenerateContext,
  flat: FlatSchema,
  isDeep: boolean,
  depth = 0,
): FlatSchema | undefined {
  if (depth > MAX_COMBINATION_DEPTH) return undefined;
  const { document, random, attempt } = context;
  let chosen: FlatSchema = { ...flat, choices: [] };
  for (const branches of flat.choices) {
    const last = isDeep ? branches.find((one) => member(one, 'type') === 'null') : undefined;
    const branch = last ?? (attempt === 0 ? branches[0] : pick(random, branches));
    const inner = branch === undefined ? undefined : flatten(document, branch);
    const settled = inner && chooseBranch(context, inner, isDeep, depth + 1);
    if (settled === undefined) return undefined;
    const discriminator = discriminatorOf(flat.keywords, branch);
    chosen = combine(chosen, settled);
    if (discriminator) chosen = combine(fixed(discriminator), chosen);
  }
  return chosen;
}

/** Returns a schema that sets the discriminator's property to the value of a branch. */
function fixed({ property, value }: { readonly property: string; readonly value: string }): FlatSchema {
  const keywords = { required: [property], properties: { [property]: { const: value } } };
  return { keywords, choices: [], names: [] };
}
