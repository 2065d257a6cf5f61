import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { isSafe } from '../../../http/method.ts';
import type { Case, Step } from '../../case/case.ts';
import { placeholderNames } from '../../case/placeholder.ts';
import type { Planning } from '../requests/planning.ts';
import { givenValue } from '../requests/target-data.ts';

/**
 * True for a case that would change or delete an item that the user names: others made it. `isStrict`: also for one that
 * writes below an item that neither the run makes nor the user names. A case about an item that does not exist is none.
 * Below an item that is there already, only what can be deleted again is created, and only where parents are borrowed.
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
    const path = planning.description.operationById(step.operationId)?.path ?? undocumented;
    return step.role !== 'cleanup' && writesToOthers(step, path, planning, isStrict);
  });
}

/** True for a create below an item that is only borrowed, where that may not be. */
function createsWithOthers(
  { operationId, request: { method, target } }: Step,
  borrowed: ReadonlySet<string>,
  { resources, usesParents }: Planning,
): boolean {
  const last = placeholderNames(target.replace(/\?.*$/s, '')).at(-1) ?? '';
  if (isSafe(method) || !borrowed.has(last)) return false;
  const created = resources.find(({ create }) => create !== undefined && create.id === operationId);
  return created !== undefined && !(usesParents && created.delete !== undefined);
}

function writesToOthers(
  { operationId, request: { method, target } }: Step,
  path: string,
  { description, data }: Planning,
  isStrict: boolean,
): boolean {
  if (isSafe(method)) return false;
  const operation = description.operationById(operationId) ?? { id: '', method, path, parameters: [] };
  const captures = pathCaptures(path, target.replace(/\?.*$/s, '')) ?? new Map<string, string>();
  return [...captures].some(([name, text]) => {
    if (placeholderNames(text).length > 0) return false;
    const parameter = operation.parameters.find((one) => one.location === 'path' && one.name === name);
    const isItself = method !== 'POST' && path.endsWith(`{${name}}`);
    if (givenValue(data, operation, { name }) !== undefined) return isItself;
    return isStrict && parameter !== undefined && isIdentifier(description, parameter);
  });
}

/** Not one of a few choices. */
function isIdentifier({ document }: Description, { schema }: Parameter): boolean {
  const { strings, primitives } = shapeOf(document, schema);
  return strings.size === 0 && !primitives.includes('boolean');
}
