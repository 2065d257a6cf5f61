import { groupBy } from '../../../base/group-by.ts';
import { memoised } from '../../../base/memoise.ts';
import { lastSegment, filledPath } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { operationsById } from '../../../description/model/operations-by-id.ts';
import type { Correction } from '../../../description/resources/correction.ts';
import type { Behaviour } from '../../behaviour/behaviour.ts';
import type { InferredApi } from '../inferred-api.ts';
import type { Inference } from '../resources/inference.ts';
import { correctedOperations, type CorrectedOperation } from './corrected-operations.ts';

/**
 * Infers behaviours with corrections, of which there are some. Each corrected operation is moved to the path and method
 * that are usual for its role, and its behaviour then gets the requests of the original path. `infer` infers without any.
 */
export function inferMoved(
  description: Description,
  corrections: ReadonlyMap<Operation, Correction | false>,
  infer: (description: Description) => InferredApi,
): InferredApi {
  const layers = layersOf(correctedOperations(description, corrections));
  const apis = layers.map((layer) => {
    const operations = [...layer.map(({ moved }) => moved), ...placeholders(layer)];
    return {
      layer,
      api: infer({ ...description, operations, operationById: operationsById(operations) }),
    };
  });
  const behaviourOf = memoised((operation: Operation) => {
    for (const { layer, api } of apis) {
      const corrected = layer.find(({ original }) => original === operation);
      const inferred = corrected && api.behaviourOf(corrected.moved);
      if (corrected === undefined || inferred === undefined) continue;
      return {
        inference: inferenceOf(corrected, inferred.inference),
        behaviour: withOriginalPath(corrected, inferred.behaviour, layer),
      };
    }
    return undefined;
  });
  return {
    behaviourOf,
    guardOf: (operation) => apis[0]?.api.guardOf(operation),
    needsItem: (operation) =>
      apis.some(({ layer, api }) => {
        const { moved = operation } = layer.find(({ original }) => original === operation) ?? {};
        return api.needsItem(moved);
      }),
    modelOf: (collection) => {
      for (const { api } of apis) {
        const model = api.modelOf(collection);
        if (model !== undefined) return model;
      }
      return undefined;
    },
  };
}

/** The operations from which behaviours are inferred together: one of each path and method. */
type Layer = readonly CorrectedOperation[];

/** Distributes the operations over layers, so that each of several with one path and method is in one of them. */
function layersOf(operations: readonly CorrectedOperation[]): readonly Layer[] {
  const slots = [...groupBy(operations, ({ moved }) => `${moved.method} ${moved.path}`).values()];
  const depth = Math.max(...slots.map((slot) => slot.filter(isMoved).length + 1));
  return Array.from({ length: depth }, (_, index) => slots.flatMap((slot) => operationsOfTurn(slot, index)));
}

/** Returns the operations of a slot for one layer. Unmoved ones stay together: their queries tell them apart. */
function operationsOfTurn(slot: readonly CorrectedOperation[], index: number): readonly CorrectedOperation[] {
  const unmoved = slot.filter((operation) => !isMoved(operation));
  const moved = slot.filter(isMoved);
  const turns = [...(unmoved.length > 0 ? [unmoved] : []), ...moved.map((operation) => [operation])];
  return turns[Math.min(index, turns.length - 1)] ?? [];
}

function isMoved({ original, moved }: CorrectedOperation): boolean {
  return original.path !== moved.path || original.method !== moved.method;
}

/** Returns an item path for each corrected collection that has none: collections are recognised by their item paths. */
function placeholders(layer: Layer): readonly Operation[] {
  const paths = new Set(layer.map(({ moved }) => moved.path));
  return layer
    .filter(({ moved, isCorrected }) => isCorrected && (moved.method === 'GET' || moved.method === 'POST'))
    .filter(
      ({ moved }) => !moved.path.endsWith('}') && ![...paths].some((path) => isItemOf(path, moved.path)),
    )
    .map(({ moved }) => ({
      ...moved,
      id: `stuntdouble: item of ${moved.path}`,
      method: 'GET',
      path: `${moved.path}/{id}`,
      parameters: [],
      requestBody: undefined,
      responses: [],
    }));
}

function isItemOf(path: string, collection: string): boolean {
  return path.startsWith(`${collection}/{`) && /^[^/]*\}$/.test(path.slice(collection.length + 1));
}

function inferenceOf({ original, isCorrected }: CorrectedOperation, inference: Inference): Inference {
  return { ...inference, operation: original, ...(isCorrected && { reason: 'a correction says so' }) };
}

/** Adapts a behaviour of the moved path to requests and responses of the original path. */
function withOriginalPath({ renamed }: CorrectedOperation, behaviour: Behaviour, layer: Layer): Behaviour {
  return async (request, tx) => {
    const path = renamed ? { ...request.path, [renamed.to]: request.path[renamed.from] } : request.path;
    const response = await behaviour({ ...request, path }, tx);
    const location = response.headers?.['location'];
    if (typeof location !== 'string') return response;
    return {
      ...response,
      headers: { ...response.headers, location: writtenLocation(location, path, layer) },
    };
  };
}

/** Returns the original path at which a new item can be read, in the place of the moved one. */
function writtenLocation(location: string, path: Readonly<Record<string, unknown>>, layer: Layer): string {
  const [origin = ''] = /^https?:\/\/[^/]+/i.exec(location) ?? [];
  const target = location.slice(origin.length);
  const [collection, id] = [target.replace(/\/[^/]*$/, ''), lastSegment(target)];
  const reading = layer.find(
    ({ original, moved, renamed }) =>
      renamed !== undefined &&
      moved.method === 'GET' &&
      moved.path !== original.path &&
      filledPath(moved.path.replace(/\/[^/]*$/, ''), path) === collection,
  );
  if (reading?.renamed === undefined) return location;
  const { original, renamed } = reading;
  return `${origin}${filledPath(original.path, { ...path, [renamed.from]: decodeURIComponent(id) })}`;
}
