import type { Json } from '../../../base/json.ts';
import type { Direction, Schema } from '../../../description/schemas/schema.ts';
import { withHidden } from './with-hidden.ts';
import type { Standing } from '../model/break.ts';
import { allowed, forbidden, type BreakContext } from './break-context.ts';

/**
 * A break is forbidden where it makes something wrong by the original description, for another validator, which was not
 * wrong before.
 */
export async function standingOf(
  { judge, description }: Pick<BreakContext, 'judge' | 'description'>,
  { schema, direction }: { readonly schema: Schema; readonly direction: Direction },
  samples: readonly Json[],
  change: (value: Json) => Json | undefined,
): Promise<Standing> {
  let isCompared = false;
  for (const sample of samples) {
    const changed = change(sample);
    if (changed === undefined) continue;
    const { pointer } = schema;
    const whole = (value: Json) => withHidden(description, schema, direction, value);
    const [before, after] = [await judge(pointer, whole(sample)), await judge(pointer, whole(changed))];
    if (before === undefined || after === undefined) continue;
    isCompared = true;
    if (after.some((fault) => !before.includes(fault))) return forbidden(`the schema at ${pointer}`);
  }
  return allowed(isCompared ? 'the body still fits the description' : 'no validator can tell');
}
