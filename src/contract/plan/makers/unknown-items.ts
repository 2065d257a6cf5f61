import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import { isOnItemOf, type Resource } from '../../../description/resources/resource.ts';
import type { Case, Step } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import { documentedStatuses } from '../../case/statuses.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { toRequestPlan } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { ANY_RESPONSE, cleanupSteps } from '../setup/item-steps.ts';
import { mayUseParents, ownItemsFor, parentItemsOf, type OwnItems } from '../setup/own-items.ts';
import { parentItemsIn } from '../setup/parent-items.ts';
import { isIdentifier } from '../values/identifying-parameters.ts';
import { unknownIdentifier } from '../values/unknown-identifier.ts';
import { subjectCase } from './single-request-case.ts';

/** An operation on an item that nobody has: whatever the description says, but no server error. */
export const makeUnknownItem: Maker = (planning, operation) => {
  const resource = planning.resources.find((one) => isOnItemOf(one, operation));
  if (resource === undefined || isChoice(planning, resource)) return [];
  const own = withItem(planning, operation, resource);
  const bound = {
    ...own.bound,
    [resource.parameter]: unknownIdentifier(planning, resource.parameter, resource.parameterSchema),
  };
  const template = validTemplate(planning, operation, true, bound);
  const request = template && toRequestPlan(template, fullCredentials(planning, operation));
  if (request === undefined) return [];
  const statuses = [...documentedStatuses(operation), '404', '410', '400', '422'];
  const schema = operation === resource.read ? successContent(operation)?.schema : undefined;
  const shown = itemPlaceIn(planning.description, schema, resource);
  const isSaid = operation.responses.some(({ status }) => status === '404' || status === '410');
  const asked = bound[resource.parameter];
  const law: Law | undefined =
    shown && isSaid && asked !== undefined
      ? {
          kind: 'otherItem',
          by: own.before.length,
          shown: own.before.length,
          at: shown.envelope,
          key: shown.key,
          asked,
        }
      : undefined;
  return [
    subjectCase(planning, operation, {
      ...(law && { laws: [law] }),
      maker: 'unknown-item',
      place: resource.parameter,
      title: `an item that does not exist`,
      phase: 'boundaries',
      provenance: operation.source.provenance,
      own: { ...own, bound },
      request,
      expect: { outcome: 'any', statuses, confidence: 'likely' },
    }),
  ];
};

/**
 * A request below a parent that nobody has: nothing is there (RFC 9110, section 15.5.5). A list may be empty, but shows no
 * items; an item of another parent is not read there, and none is created. What an action there is answered, only its
 * description says.
 */
export const makeUnknownParent: Maker = (planning, operation) => {
  const resource = planning.resources.find(({ list, read, create }) =>
    [list, read, create].includes(operation),
  );
  const isCreate = resource?.create === operation;
  const isAction = resource === undefined && !planning.resources.some((one) => isOnItemOf(one, operation));
  const isWrite = operation.method !== 'GET';
  if (isWrite && !isAction && !(isCreate && mayUseParents(planning, operation.path))) return [];
  const { bind, ...items } = ownItemsFor(planning, operation);
  const own = isWrite ? { ...parentItemsOf(planning, operation.path), bind } : { ...items, bind };
  return parentItemsIn(planning, operation.path).flatMap(({ named }): readonly Case[] => {
    // of what can be neither listed nor created, nobody knows which there are
    if (isChoice(planning, named) || (named.list ?? named.create) === undefined) return [];
    const bound = {
      ...own.bound,
      [named.parameter]: unknownIdentifier(planning, named.parameter, named.parameterSchema),
    };
    const template = validTemplate(planning, operation, false, bound);
    const request = template && toRequestPlan(template, fullCredentials(planning, operation));
    if (request === undefined) return [];
    const after = isCreate && resource !== undefined ? cleanupSteps(planning, resource, bound) : [];
    const before = [...own.before, ...parentLook(planning, named, bound)];
    const parent = before.length > own.before.length ? own.before.length : undefined;
    return [
      subjectCase(planning, operation, {
        laws: lawsBelowNothing(planning, operation, { resource, index: before.length, parent }),
        maker: 'unknown-parent',
        place: named.parameter,
        title: `below what does not exist`,
        phase: 'boundaries',
        provenance: operation.source.provenance,
        own: { ...own, before, after: [...after, ...own.after] },
        request,
        expect: {
          outcome: 'any',
          statuses: [...documentedStatuses(operation), '404', '410', '400', '422', '403'],
          confidence: 'likely',
        },
      }),
    ];
  });
};

/** Reads the parent, where that is possible: some servers have an item under each name that is asked for. */
function parentLook(planning: Planning, { read }: Resource, bound: OwnItems['bound']): readonly Step[] {
  const template = read && validTemplate(planning, read, false, bound);
  const facts = { name: 'look for the parent', role: 'setup', expect: ANY_RESPONSE, bind: {} } as const;
  const step = planStep(planning, template, facts);
  return step === undefined ? [] : [step];
}

interface BelowNothing {
  readonly resource: Resource | undefined;
  readonly index: number;
  /** The step that looks for the parent. */
  readonly parent: number | undefined;
}

/** Only where the operation says that something may not be found. */
function lawsBelowNothing(
  { description }: Planning,
  operation: Operation,
  { resource, index, parent }: BelowNothing,
): readonly Law[] {
  const isSaid = operation.responses.some(({ status }) => status === '404' || status === '410');
  const schema = successContent(operation)?.schema;
  if (!isSaid || resource === undefined) return [];
  const steps = { by: index, shown: index, ...(parent !== undefined && { parent }) };
  if (operation === resource.create) return [{ kind: 'nothingThere', ...steps, at: [], isCreate: true }];
  const place = operation === resource.read ? itemPlaceIn(description, schema, resource) : undefined;
  const item = place && { key: place.key, item: resource.parameter };
  return [{ kind: 'nothingThere', ...steps, at: place?.envelope ?? [], ...item }];
}

/** True where the parameter has a few values, each of which is an item. */
function isChoice({ description }: Planning, { parameterSchema }: Resource): boolean {
  return parameterSchema !== undefined && !isIdentifier(description, parameterSchema);
}

/** Beside one that there is, where it is read: who looks for nobody may get anybody. */
function withItem(planning: Planning, operation: Operation, resource: Resource): OwnItems {
  return operation === resource.read
    ? ownItemsFor(planning, operation)
    : parentItemsOf(planning, operation.path);
}
