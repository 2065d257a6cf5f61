import { pathCaptures } from '../../../description/document/path-template.ts';
import { isSafe } from '../../../http/method.ts';
import type { Case, Step } from '../../case/case.ts';
import { placeholderNames } from '../../case/placeholder.ts';
import { namesInPath } from '../../case/request-parts.ts';
import type { Planning } from '../requests/planning.ts';
import { givenValue } from '../requests/target-data.ts';
import { isIdentifier, itemParameters } from '../values/identifying-parameters.ts';
import { isUnknown } from '../values/unknown-identifier.ts';

/**
 * True for a case that would change or delete an item that others made: one that the user names, or one with an
 * identifier that somebody's item may have. `isStrict`: also for one that writes below an item that neither the run makes
 * nor the user names. A case about an item that does not exist is none. Below an item that is there already, only what
 * can be deleted again is created, and only where parents are borrowed.
 */
export function concernsOthers(
  { steps, maker, operationId }: Case,
  planning: Planning,
  { isStrict }: { readonly isStrict: boolean },
): boolean {
  const borrowed = new Set(steps.flatMap(({ fallbacks = {} }) => Object.keys(fallbacks)));
  if (steps.some((step) => createsWithOthers(step, borrowed, planning))) return true;
  if (maker === 'unknown-item') return false;
  const undocumented = operationId.replace(/^\S+ /, '');
  return steps.some((step) => {
    if (step.role === 'cleanup' || isSafe(step.request.method)) return false;
    const path = planning.description.operationById(step.operationId)?.path ?? undocumented;
    const isMade = namesInPath(step.request).some((name) => !borrowed.has(name));
    return writesToOthers(step, path, planning, isStrict) || (!isMade && mayHitOthers(step, path, planning));
  });
}

/** True for a create below an item that is only borrowed, where that may not be. */
function createsWithOthers(
  { operationId, request }: Step,
  borrowed: ReadonlySet<string>,
  { resources, usesParents }: Planning,
): boolean {
  const last = namesInPath(request).at(-1) ?? '';
  if (isSafe(request.method) || !borrowed.has(last)) return false;
  const created = resources.find(({ create }) => create !== undefined && create.id === operationId);
  return created !== undefined && !(usesParents && created.delete !== undefined);
}

function writesToOthers(
  step: Step,
  path: string,
  { description, data }: Planning,
  isStrict: boolean,
): boolean {
  const { method } = step.request;
  const operation = description.operationById(step.operationId) ?? { id: '', method, path, parameters: [] };
  return [...literalsIn(step, path)].some(([name]) => {
    const parameter = operation.parameters.find((one) => one.location === 'path' && one.name === name);
    const isItself = method !== 'POST' && path.endsWith(`{${name}}`);
    if (givenValue(data, operation, { name }) !== undefined) return isItself;
    return isStrict && parameter !== undefined && isIdentifier(description, parameter.schema);
  });
}

/** True for a change or a deletion of what an invented identifier happens to stand for. What does not fit stands for nothing. */
function mayHitOthers(step: Step, path: string, { description }: Planning): boolean {
  const { expect, request, operationId } = step;
  if (request.method === 'POST' || expect.outcome === 'refused') return false;
  const known = description.operationById(operationId);
  const operation = known ?? description.operations.find((one) => one.path === path);
  const literals = literalsIn(step, path);
  const invented = (operation ? itemParameters(description, operation) : []).flatMap((parameter) => {
    const text = literals.get(parameter.name);
    return text === undefined ? [] : [isUnknown(text, parameter)];
  });
  return invented.length > 0 && !invented.includes(true);
}

/** Returns the texts of the path parameters that no step binds, by name. */
function literalsIn({ request }: Step, path: string): ReadonlyMap<string, string> {
  const captures = pathCaptures(path, request.target) ?? new Map<string, string>();
  return new Map([...captures].filter(([, text]) => placeholderNames(text).length === 0));
}
