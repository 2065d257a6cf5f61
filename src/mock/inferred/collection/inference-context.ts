import type { Description } from '../../../description/model/description.ts';
import type { InferOptions } from '../resources/inference.ts';
import type { ResourceModels } from '../resources/resource-models.ts';

/** The description, and the collections and options that are the same for all of its inferred behaviours. */
export interface InferenceContext {
  readonly description: Description;
  readonly options: InferOptions;
  readonly models: ResourceModels;
}
