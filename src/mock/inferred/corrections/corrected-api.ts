import { groupBy } from '../../../base/group-by.ts';
import { memoised } from '../../../base/memoise.ts';
import { lastSegment, filledPath } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { operationsById } from '../../../description/model/operations-by-id.ts';
import type { Correction } from '../../../description/resources/correction.ts';
import type { Behaviour } from '../../behaviour/behaviour.ts';
import { inferApi, type InferredApi } from '../inferred-api.ts';
import type { Inference, InferOptions } from '../resources/inference.ts';
import { correctedOperations, type CorrectedOperation } from './corrected-operations.ts';

/** What is inferred once what was inferred wrongly is corrected. */
export function inferCorrectedApi(
  description: Description,
  corrections: ReadonlyMap<Operation, Correction | false>,
  options: InferOptions,
): InferredApi {
  if (corrections.size === 0) return inferApi(description, options);
  const layers = layersOf(correctedOperations(description, corrections));
  const apis = layers.map((layer) => {
    const operations = [...layer.map(({ moved }) => moved), ...placeholders(layer)];
    return {
      layer,
      api: inferApi({ ...description, operations, operationById: operationsById(operations) }, options),
    };
  });
  const of = memoised((operation: Operation) => {
    for (const { layer, api } of apis) {
      const own = layer.find(({ original }) => original === operation);
      const inferred = own && api.of(own.moved);
      if (own === undefined || inferred === undefined) continue;
      return {
        inference: inferenceOf(own, inferred.inference),
        behaviour: asWritten(own, inferred.behaviour, layer),
      };
    }
    return undefined;
  });
  return {
    of,
    guardOf: (operation) => apis[0]?.api.guardOf(operation),
    modelOf: (collection) =>
      apis.map(({ api }) => api.modelOf(collection)).find((model) => model !== undefined),
  };
}

type Layer = readonly CorrectedOperation[];

/** Only one operation of a path and method is looked at: where several do the same, each gets a turn. */
function layersOf(operations: readonly CorrectedOperation[]): readonly Layer[] {
  const slots = [...groupBy(operations, ({ moved }) => `${moved.method} ${moved.path}`).values()];
  const depth = Math.max(...slots.map((slot) => slot.filter(isMoved).length + 1));
  return Array.from({ length: depth }, (_, index) => slots.flatMap((slot) => turnOf(slot, index)));
}

/** Those that stand where they stood stay together: they are told apart by their queries. */
function turnOf(slot: readonly CorrectedOperation[], index: number): readonly CorrectedOperation[] {
  const unmoved = slot.filter((one) => !isMoved(one));
  const turns = [...(unmoved.length > 0 ? [unmoved] : []), ...slot.filter(isMoved).map((one) => [one])];
  return turns[Math.min(index, turns.length - 1)] ?? [];
}

function isMoved({ original, moved }: CorrectedOperation): boolean {
  return original.path !== moved.path || original.method !== moved.method;
}

/** A collection is told by the path of its items: one that is only listed and added to needs such a path. */
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
  return { ...inference, operation: original, ...(isCorrected && { reason: 'it was corrected so' }) };
}

/** The behaviour for requests and answers of the path as it is written. */
function asWritten({ renamed }: CorrectedOperation, behaviour: Behaviour, layer: Layer): Behaviour {
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

/** Where the item can be read, if that is not where its collection was moved to. */
function writtenLocation(location: string, path: Readonly<Record<string, unknown>>, layer: Layer): string {
  const [collection, id] = [location.replace(/\/[^/]*$/, ''), lastSegment(location)];
  const reading = layer.find(
    ({ original, moved, renamed }) =>
      renamed !== undefined &&
      moved.method === 'GET' &&
      moved.path !== original.path &&
      filledPath(moved.path.replace(/\/[^/]*$/, ''), path) === collection,
  );
  if (reading?.renamed === undefined) return location;
  const { original, renamed } = reading;
  return filledPath(original.path, { ...path, [renamed.from]: decodeURIComponent(id) });
}
