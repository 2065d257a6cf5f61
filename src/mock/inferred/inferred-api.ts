import { boundedlyMemoised, memoised } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';
import { actionBehaviours } from './behaviours/action-behaviours.ts';
import { collectionBehaviours } from './behaviours/collection-behaviours.ts';
import { parentGuard } from './behaviours/parent-guard.ts';
import { singletonBehaviours } from './behaviours/singleton-behaviours.ts';
import type { Inference, InferredBehaviour, InferOptions } from './resources/inference.ts';
import type { ResourceModel } from './resources/resource-model.ts';
import { createResourceModels } from './resources/resource-models.ts';
import { collectionName } from './resources/shared-store.ts';
import { singletonAt } from './resources/singleton-model.ts';

/** The behaviours that are inferred from the paths, methods and schemas of a description. */
export interface InferredApi {
  /** Returns the behaviour of an operation, and its role; undefined when examples are sent for it. */
  readonly behaviourOf: (operation: Operation) => InferredBehaviour | undefined;
  /** Returns the check that runs before an example is sent, see `parentGuard`; undefined when none is needed. */
  readonly guardOf: (operation: Operation) => Behaviour | undefined;
  /** True when an operation responds with 404 because an item that its path names does not exist. */
  readonly needsItem: (operation: Operation) => boolean;
  /** Returns the model of a collection of the store; undefined for a collection that was not inferred. */
  readonly modelOf: (collection: string) => ResourceModel | undefined;
}

/** Infers behaviours, each when it is first needed. Operations with `x-stuntdouble: false` get none. */
export function inferApi(description: Description, options: InferOptions): InferredApi {
  const models = createResourceModels(description);
  const context = { description, options, models };
  const behavioursAt = memoised((path: string) => {
    const collections = models.at(path);
    const isCollectionOrItem = collections.some(
      ({ resource }) => resource.collectionPath === path || resource.itemPath === path,
    );
    const actions = isCollectionOrItem ? [] : actionBehaviours(path, context);
    const singleton = isCollectionOrItem ? undefined : singletonAt(description, path);
    return onePerOperation([
      ...collectionBehaviours(collections, context).filter(
        ({ inference }) => inference.operation.path === path,
      ),
      ...(singleton === undefined ? [] : singletonBehaviours(singleton, context)),
      ...actions,
    ]);
  });
  const behaviourOf = (operation: Operation) =>
    operation.definition['x-stuntdouble'] === false ? undefined : behavioursAt(operation.path).get(operation);
  const hasBehaviours = ({ resource }: ResourceModel) =>
    operationsOf(resource).some(
      (operation) => behaviourOf(operation)?.inference.collection === resource.collectionPath,
    );
  const guardOf = memoised((operation: Operation) =>
    operation.definition['x-stuntdouble'] === false ? undefined : parentGuard(operation, context),
  );
  return {
    behaviourOf,
    guardOf,
    needsItem: (operation) =>
      behaviourOf(operation) === undefined
        ? guardOf(operation) !== undefined
        : context.models.above(operation.path) !== undefined || isOnItem(behaviourOf(operation)?.inference),
    modelOf: boundedlyMemoised((collection) => {
      const store = collection.replace(/ \[.*$/s, '');
      const ofStore = models.named(collectionName(store)).filter((model) => model.store === store);
      return ofStore.findLast(hasBehaviours);
    }),
  };
}

/** True for operations on one item, but for a PUT that creates the item. */
function isOnItem(inference: Inference | undefined): boolean {
  if (inference === undefined || inference.operation.path === inference.collection) return false;
  const { operation, role } = inference;
  const creates = role === 'replace' && operation.responses.some(({ status }) => status === '201');
  return ['read', 'replace', 'update', 'delete'].includes(role) && !creates;
}

function operationsOf({ create, list, read, replace, update, ...others }: ResourceModel['resource']) {
  return [create, list, read, replace, update, others.delete].filter((operation) => operation !== undefined);
}

/**
 * Keeps one behaviour for each operation. `GET /files/{id}` reads an item, even when it also looks like a list, and a
 * POST creates items where it also looks like an update.
 */
function onePerOperation(inferred: readonly InferredBehaviour[]): ReadonlyMap<Operation, InferredBehaviour> {
  const isWeak = ({ inference: { role, operation } }: InferredBehaviour) =>
    role === 'list' || (role === 'update' && operation.method === 'POST');
  const weak = inferred.filter(isWeak);
  const others = inferred.filter((behaviour) => !isWeak(behaviour));
  return new Map([...weak, ...others].map((behaviour) => [behaviour.inference.operation, behaviour]));
}
