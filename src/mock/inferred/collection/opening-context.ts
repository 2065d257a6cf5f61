import type { Description } from '../../../description/model/description.ts';
import type { InferOptions } from '../resources/inference.ts';
import type { ResourceModels } from '../resources/resource-models.ts';

/** What collections are opened with. */
export interface OpeningContext {
  readonly description: Description;
  readonly options: InferOptions;
  readonly models: ResourceModels;
}
