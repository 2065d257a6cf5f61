import type { Operation } from '../spec/operation.ts';
import { itemPlaceIn, successContent, type Resource } from '../spec/resource.ts';
import type { Expectation, Step } from './case.ts';
import { fullCredentials, validTemplate, type Planning } from './planning.ts';
import { acceptedStatuses } from './statuses.ts';
import { toRequestPlan } from './template.ts';

/** What a case makes for itself, so that it touches nobody else's data. */
export interface OwnData {
  /** Path parameters that the item made before is bound to. */
  readonly bound: Readonly<Record<string, string>>;
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  /** What the case's own request binds, where it is the one that creates. */
  readonly bind: Step['bind'];
}

/** For requests that are refused before anything is looked up or changed. */
export const NO_DATA: OwnData = { bound: {}, before: [], after: [], bind: {} };

/** An item of its own for an operation on items, and the removal of whatever is made. */
export function ownDataFor(planning: Planning, operation: Operation): OwnData {
  if (!planning.mayCreate) return NO_DATA;
  const resource = planning.resources.find(
    ({ itemPath, create }) => itemPath === operation.path || create === operation,
  );
  if (resource === undefined) return NO_DATA;
  const after = cleanupOf(planning, resource);
  if (resource.create === operation) {
    return { ...NO_DATA, bind: identifierIn(planning, resource), after };
  }
  const setup = createStep(planning, resource, 'setup');
  if (setup === undefined) return NO_DATA;
  return { bound: boundTo(resource), before: [setup], after, bind: {} };
}

/** The request that creates an item and binds its identifier; undefined where that cannot be told. */
export function createStep(planning: Planning, resource: Resource, role: Step['role']): Step | undefined {
  const { create } = resource;
  const template = create && validTemplate(planning, create, true);
  const request = template && toRequestPlan(template, fullCredentials(template.operation));
  const bind = identifierIn(planning, resource);
  if (create === undefined || request === undefined || Object.keys(bind).length === 0) return undefined;
  return { name: 'create', role, operationId: create.id, request, expect: accepted(create), bind };
}

/** The request that removes what was made; none where the description has no way to. */
export function cleanupOf(planning: Planning, resource: Resource): readonly Step[] {
  const template = resource.delete && validTemplate(planning, resource.delete, false, boundTo(resource));
  const request = template && toRequestPlan(template, fullCredentials(template.operation));
  if (template === undefined || request === undefined) return [];
  const expect: Expectation = { outcome: 'any', statuses: [], confidence: 'advice' };
  return [
    { name: 'clean up', role: 'cleanup', operationId: template.operation.id, request, expect, bind: {} },
  ];
}

/** The item's path parameter, standing for what was bound under its name. */
export function boundTo({ parameter }: Resource): Readonly<Record<string, string>> {
  return { [parameter]: `{{${parameter}}}` };
}

export function accepted(operation: Operation): Expectation {
  return { outcome: 'accepted', statuses: acceptedStatuses(operation), confidence: 'definite' };
}

/** Where the answer carries the identifier; nothing leads to it where the Location field does. */
function identifierIn({ description }: Planning, resource: Resource): Step['bind'] {
  const { create, parameter } = resource;
  const place = create && itemPlaceIn(description, successContent(create)?.schema, resource);
  if (place !== undefined) return { [parameter]: [...place.envelope, place.key] };
  const successes = create?.responses.filter(({ status }) => status.startsWith('2')) ?? [];
  const isLocated =
    successes.length > 0 &&
    successes.every(({ headers }) => headers.some(({ name }) => /^location$/i.test(name)));
  return isLocated ? { [parameter]: [] } : {};
}
