import type { Operation } from '../../../description/model/operation.ts';
import type { Case, Step } from '../../case/case.ts';
import { accepted } from '../requests/expectations.ts';
import { planRequest, planStep } from '../requests/plan-step.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { cleanupSteps, createStep, newItemTemplate } from '../setup/item-steps.ts';
import { subjectCase } from './single-request-case.ts';

/**
 * What reads a collection, once something was sent to it: an empty list says nothing of how its items look. Lists
 * whose items are known by an identifier are read in lifecycles.
 */
export const makeShownAfter: Maker = (planning, read) => {
  if (!planning.mayCreate || read.method !== 'GET' || read.path.includes('{')) return [];
  const request = planRequest(planning, validTemplate(planning, read, false));
  if (request === undefined) return [];
  return planning.description.operations.flatMap((create): readonly Case[] => {
    const isBelow = read.path === create.path || read.path.startsWith(`${create.path}/`);
    const before = isBelow && create.method === 'POST' ? setupOf(planning, create, read) : undefined;
    if (before === undefined) return [];
    return [
      subjectCase(planning, read, {
        maker: 'shown-after',
        place: create.id,
        title: `once something was sent to ${create.path}`,
        phase: 'sequences',
        provenance: read.source.provenance,
        own: { bound: {}, before: [before], after: cleanupAfter(planning, create), bind: {} },
        request,
        expect: accepted(read),
      }),
    ];
  });
};

/** Undefined where a lifecycle reads the same, and where nothing valid can be made up. */
function setupOf(planning: Planning, create: Operation, read: Operation): Step | undefined {
  const resource = planning.resources.find((one) => one.create === create);
  const known = resource && createStep(planning, resource, newItemTemplate(planning, resource, {}));
  if (known !== undefined) return resource?.list === read ? undefined : known;
  const template = validTemplate(planning, create, true);
  return planStep(planning, template, { name: 'create', role: 'setup', expect: accepted(create), bind: {} });
}

function cleanupAfter(planning: Planning, create: Operation): readonly Step[] {
  const resource = planning.resources.find((one) => one.create === create);
  return resource === undefined ? [] : cleanupSteps(planning, resource, {});
}
