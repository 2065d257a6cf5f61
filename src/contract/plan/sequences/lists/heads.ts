import type { Case } from '../../../case/case.ts';
import { anything } from '../../requests/expectations.ts';
import { makeCase } from '../../requests/make-case.ts';
import { planStep } from '../../requests/plan-step.ts';
import type { Maker } from '../../requests/planning.ts';
import { validTemplate } from '../../requests/valid-template.ts';
import { ownItemsFor } from '../../setup/own-items.ts';

/** Makes the case that asks for the same by GET, HEAD and GET. */
export const makeHeads: Maker = (planning, head): readonly Case[] => {
  const get = planning.description.operations.find(
    ({ method, path }) => method === 'GET' && path === head.path,
  );
  if (head.method !== 'HEAD' || get === undefined) return [];
  const looks = { ...planning, mayCreate: false };
  const own = ownItemsFor(looks, get);
  const steps = [get, head, get].map((operation) =>
    planStep(looks, validTemplate(looks, operation, false, own.bound), {
      name: operation.method.toLowerCase(),
      role: 'subject',
      expect: anything(operation),
      bind: {},
    }),
  );
  const sent = steps.filter((step) => step !== undefined);
  if (sent.length < steps.length) return [];
  const first = own.before.length;
  return [
    makeCase(planning, {
      operationId: head.id,
      maker: 'sequence',
      place: 'head',
      title: 'get, head, get',
      phase: 'sequences',
      provenance: head.source.provenance,
      exclusive: true,
      confirmed: true,
      steps: [...own.before, ...sent],
      laws: [{ kind: 'headAgrees', by: first, before: first, shown: first + 1, again: first + 2, at: [] }],
    }),
  ];
};
