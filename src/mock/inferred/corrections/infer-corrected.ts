import { onDemand } from '../../../base/on-demand.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Correction } from '../../../description/resources/correction.ts';
import { inferApi, type InferredApi } from '../inferred-api.ts';
import type { InferOptions } from '../resources/inference.ts';

/** Infers behaviours where operations are corrected, which few descriptions need. */
export const correctedApis = onDemand(() => import('./corrected-api.ts'));

/** Infers behaviours with corrections. */
export function inferCorrectedApi(
  description: Description,
  corrections: ReadonlyMap<Operation, Correction | false>,
  options: InferOptions,
): InferredApi {
  if (corrections.size === 0) return inferApi(description, options);
  return correctedApis.get().inferMoved(description, corrections, (moved) => inferApi(moved, options));
}
