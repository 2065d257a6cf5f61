import { loadSuggestions } from '../../generate/suggest.ts';
import type { EngineOptions } from '../api.ts';
import { correctionsOf } from '../inferred/corrections/corrections.ts';
import { inferCorrectedApi } from '../inferred/corrections/infer-corrected.ts';
import type { InferredApi } from '../inferred/inferred-api.ts';

/** Infers the behaviours of an API with its corrections; undefined with the memory mode `off`. */
export function inferBehaviours(options: EngineOptions): InferredApi | undefined {
  const { description, behaviours, seed, filled, memory, items, strictValues } = options;
  if (memory === 'off') return undefined;
  const corrections = correctionsOf(description, behaviours.inferred);
  const inferOptions = {
    seed,
    filled,
    items,
    empty: memory === 'empty',
    suggest: loadSuggestions,
    strictValues,
  };
  return inferCorrectedApi(description, corrections, inferOptions);
}
