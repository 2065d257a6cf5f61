import { pick } from '../base/random.ts';
import type { Drawing } from './drawing.ts';
import { combine, DEEPEST, discriminatorOf, flatten, type FlatSchema } from './flat-schema.ts';

/** Chooses a branch wherever there is a choice: first the first, in later tries any. A branch may lead back here. */
export function chooseBranch(drawing: Drawing, flat: FlatSchema, depth = 0): FlatSchema | undefined {
  if (depth > DEEPEST) return undefined;
  const { document, random, attempt } = drawing;
  let chosen: FlatSchema = { ...flat, choices: [] };
  for (const branches of flat.choices) {
    const branch = attempt === 0 ? branches[0] : pick(random, branches);
    const inner = branch === undefined ? undefined : flatten(document, branch);
    const settled = inner && chooseBranch(drawing, inner, depth + 1);
    if (settled === undefined) return undefined;
    const discriminator = discriminatorOf(flat.keywords, branch);
    chosen = combine(chosen, settled);
    if (discriminator) chosen = combine(fixed(discriminator), chosen);
  }
  return chosen;
}

/** The discriminator's property, set to what means the branch. */
function fixed({ property, value }: { readonly property: string; readonly value: string }): FlatSchema {
  const keywords = { required: [property], properties: { [property]: { const: value } } };
  return { keywords, choices: [], names: [] };
}
