import type { Description } from '../../spec/description.ts';
import type { Behaviour } from '../behaviour.ts';
import { collectionBehaviours } from './collection-behaviours.ts';
import type { Inference, Inferred, InferOptions } from './inference.ts';
import { resourceModels, singletonModels } from './resource-model.ts';
import { singletonBehaviours } from './singleton-behaviours.ts';

/** State without configuration: what the paths, methods and schemas of a description say that it remembers. */
export interface InferredApi {
  readonly behaviours: Readonly<Record<string, Behaviour>>;
  readonly inferences: readonly Inference[];
  /** The member that identifies an item; undefined for a collection that is not inferred. */
  readonly keyOf: (collection: string) => string | undefined;
}

/** Operations with `x-stuntdouble: false` are left out. */
export function inferApi(description: Description, options: InferOptions): InferredApi {
  const models = resourceModels(description);
  const inferred = [
    ...collectionBehaviours(description, models, options),
    ...singletonBehaviours(singletonModels(description, models), { description, options, models }),
  ];
  const found = onePerOperation(
    inferred.filter(({ inference }) => inference.operation.definition['x-stuntdouble'] !== false),
  );
  const remembered = new Set(found.map(({ inference }) => inference.collection));
  const keys = new Map(
    models
      .filter(({ resource }) => remembered.has(resource.collectionPath))
      .map(({ store, key }) => [store, key]),
  );
  return {
    behaviours: Object.fromEntries(
      found.map(({ inference, behaviour }) => [inference.operation.id, behaviour]),
    ),
    inferences: found.map(({ inference }) => inference),
    keyOf: (collection) => keys.get(collection.replace(/ \[.*$/s, '')),
  };
}

/** `/files/{id}` that also looks like the list of what is below it is an item all the same. */
function onePerOperation(inferred: readonly Inferred[]): readonly Inferred[] {
  const lists = inferred.filter(({ inference }) => inference.role === 'list');
  const others = inferred.filter(({ inference }) => inference.role !== 'list');
  return [...new Map([...lists, ...others].map((one) => [one.inference.operation, one])).values()];
}
