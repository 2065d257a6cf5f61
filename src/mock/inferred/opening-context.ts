import type { Description } from '../../spec/description.ts';
import type { InferOptions } from './inference.ts';
import type { Models } from './models.ts';

/** What collections are opened with. */
export interface OpeningContext {
  readonly description: Description;
  readonly options: InferOptions;
  readonly models: Models;
}
