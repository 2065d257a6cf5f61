import type { Case } from '../../../case/case.ts';
import { placeholder } from '../../../case/placeholder.ts';
import { anything } from '../../requests/expectations.ts';
import { makeCase } from '../../requests/make-case.ts';
import { planStep } from '../../requests/plan-step.ts';
import type { Maker } from '../../requests/planning.ts';
import { validTemplate } from '../../requests/valid-template.ts';
import { ownItemsFor } from '../../setup/own-items.ts';

const TAG = 'etag';

/** Makes the case that asks for something once more unless it has the ETag that it was just given. */
export const makeTags: Maker = (planning, operation): readonly Case[] => {
  const isTold = operation.responses.some(({ status }) => status === '304');
  if (operation.method !== 'GET' || !isTold) return [];
  const looks = { ...planning, mayCreate: false };
  const own = ownItemsFor(looks, operation);
  const step = planStep(looks, validTemplate(looks, operation, false, own.bound), {
    name: 'read',
    role: 'subject',
    expect: anything(operation),
    bind: { [TAG]: { from: 'field', name: 'etag' } },
  });
  if (step === undefined) return [];
  const { request } = step;
  const headers = { ...request.headers, 'if-none-match': placeholder(TAG) };
  const again = { ...step, name: 'read unless it has its tag', request: { ...request, headers }, bind: {} };
  const by = own.before.length;
  return [
    makeCase(planning, {
      operationId: operation.id,
      maker: 'sequence',
      place: 'tag',
      title: 'read, read unless it has its tag',
      phase: 'sequences',
      provenance: operation.source.provenance,
      exclusive: true,
      confirmed: true,
      steps: [...own.before, step, again],
      laws: [{ kind: 'precondition', by, shown: by + 1, at: [], tag: TAG, is: 'same' }],
    }),
  ];
};
