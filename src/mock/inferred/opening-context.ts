import type { Description } from '../../spec/description.ts';
import type { InferOptions } from './inference.ts';
import type { ResourceModel } from './resource-model.ts';

/** What collections are opened with. */
export interface OpeningContext {
  readonly description: Description;
  readonly options: InferOptions;
  readonly models: readonly ResourceModel[];
}

/** The nearest described collection of items that a path leads through. */
export function parentOf(below: string, { models }: OpeningContext): ResourceModel | undefined {
  const [nearest] = models
    .filter(({ resource, item }) => item !== undefined && below.startsWith(`${resource.itemPath}/`))
    .toSorted((left, right) => right.resource.itemPath.length - left.resource.itemPath.length);
  return nearest;
}
