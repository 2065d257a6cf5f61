import { memoised } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';
import { collectionBehaviours } from './behaviours/collection-behaviours.ts';
import { parentGuard } from './behaviours/parent-guard.ts';
import { singletonBehaviours } from './behaviours/singleton-behaviours.ts';
import type { InferredBehaviour, InferOptions } from './resources/inference.ts';
import type { ResourceModel } from './resources/resource-model.ts';
import { createResourceModels } from './resources/resource-models.ts';
import { collectionName } from './resources/shared-store.ts';
import { singletonAt } from './resources/singleton-model.ts';

/** State without configuration: what the paths, methods and schemas of a description say that it remembers. */
export interface InferredApi {
  /** What an operation was taken for, and what answers it; undefined where it is left to examples. */
  readonly of: (operation: Operation) => InferredBehaviour | undefined;
  /** Says 404 where an operation that examples answer leads through an item that is not there. */
  readonly guardOf: (operation: Operation) => Behaviour | undefined;
  /** What is known of a collection of the store; undefined for one that is not inferred. */
  readonly modelOf: (collection: string) => ResourceModel | undefined;
}

/** Operations with `x-stuntdouble: false` are left out. Nothing is looked at before it is asked for. */
export function inferApi(description: Description, options: InferOptions): InferredApi {
  const models = createResourceModels(description);
  const context = { description, options, models };
  const at = memoised((path: string) => {
    const collections = models.at(path);
    const isTaken = collections.some(
      ({ resource }) => resource.collectionPath === path || resource.itemPath === path,
    );
    const singleton = isTaken ? undefined : singletonAt(description, path);
    return onePerOperation([
      ...collectionBehaviours(collections, context).filter((one) => one.inference.operation.path === path),
      ...(singleton === undefined ? [] : singletonBehaviours(singleton, context)),
    ]);
  });
  const of = (operation: Operation) =>
    operation.definition['x-stuntdouble'] === false ? undefined : at(operation.path).get(operation);
  const isRemembered = ({ resource }: ResourceModel) =>
    operationsOf(resource).some((one) => of(one)?.inference.collection === resource.collectionPath);
  const guardOf = memoised((operation: Operation) =>
    operation.definition['x-stuntdouble'] === false ? undefined : parentGuard(operation, context),
  );
  return {
    of,
    guardOf,
    modelOf: (collection) => {
      const store = collection.replace(/ \[.*$/s, '');
      const ofStore = models.named(collectionName(store)).filter((model) => model.store === store);
      return ofStore.findLast(isRemembered);
    },
  };
}

function operationsOf({ create, list, read, replace, update, ...others }: ResourceModel['resource']) {
  return [create, list, read, replace, update, others.delete].filter((one) => one !== undefined);
}

/** `/files/{id}` that also looks like the list of what is below it is an item all the same. */
function onePerOperation(inferred: readonly InferredBehaviour[]): ReadonlyMap<Operation, InferredBehaviour> {
  const lists = inferred.filter(({ inference }) => inference.role === 'list');
  const others = inferred.filter(({ inference }) => inference.role !== 'list');
  return new Map([...lists, ...others].map((one) => [one.inference.operation, one]));
}
