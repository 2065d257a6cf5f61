import { templateNames } from '../../../description/document/path-template.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { ValueSource } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { taken, accepted } from '../requests/expectations.ts';
import { makeCase } from '../requests/make-case.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { uniqueStep } from '../requests/unique-step.ts';
import { tokenOf } from '../requests/unique-values.ts';
import { hasInventedPathItem, validTemplate } from '../requests/valid-template.ts';
import { ownItemsFor } from '../setup/own-items.ts';

/** The most operations to which a Location may lead that are thought of. */
const MOST = 8;

/**
 * What was created is where the Location field says (RFC 9110, section 10.2.2), as far as that is the place of an
 * operation that reads.
 */
export const makeLocations: Maker = (planning, operation) => {
  const places = operation.method === 'POST' && planning.mayCreate ? placesFor(planning, operation) : [];
  const own = ownItemsFor(planning, operation);
  const template = places.length === 0 ? undefined : validTemplate(planning, operation, true, own.bound);
  if (template === undefined || hasInventedPathItem(planning, template)) return [];
  const create = planStep(planning, template, {
    name: 'create',
    role: 'subject',
    expect: taken(planning, template, ['409']),
    bind: {
      ...own.bind,
      ...Object.fromEntries(places.flatMap(({ path }, index) => located(path, nameOf(index)))),
    },
  });
  const reads = places.flatMap((read, index) => readStep(planning, read, nameOf(index)));
  if (create === undefined || reads.length === 0) return [];
  const steps = [...own.before, create].map((step, index) =>
    uniqueStep(planning, step, { token: tokenOf(operation.id, 'location', String(index)) }),
  );
  const by = own.before.length;
  return [
    makeCase(planning, {
      operationId: operation.id,
      maker: 'sequence',
      place: 'location',
      title: 'create, read where its Location leads',
      phase: 'sequences',
      provenance: operation.source.provenance,
      steps: [...steps, ...reads, ...own.after],
      laws: reads.map((_, index) => ({ kind: 'locatedThere', by, shown: by + 1 + index, at: [] })),
    }),
  ];
};

function nameOf(index: number): string {
  return `located${index + 1}`;
}

/** Where a Location can lead: to what reads the items that are made; where that is not known, to what reads any item. */
function placesFor({ description, resources }: Planning, { id, responses }: Operation): readonly Operation[] {
  const hasField = responses.some(({ headers }) => headers.some(({ name }) => /^location$/i.test(name)));
  const read = resources.find(({ create }) => create?.id === id)?.read;
  if (read !== undefined) return hasField || responses.some(({ status }) => status === '201') ? [read] : [];
  if (!hasField) return [];
  return description.operations
    .filter(({ method, path }) => method === 'GET' && /\/[^/{}]+\/\{[^/{}]+\}$/.test(path))
    .slice(0, MOST);
}

/** Binds the parameters that a Location has at the places of those of a path, each as `name.parameter`. */
function located(template: string, name: string): readonly [string, ValueSource][] {
  return templateNames(template).map((parameter) => [
    `${name}.${parameter}`,
    { from: 'location', template, parameter },
  ]);
}

/** The path's parameters are those that the Location has at their place. */
function readStep(planning: Planning, read: Operation, name: string): readonly Step[] {
  const bound = Object.fromEntries(
    templateNames(read.path).map((parameter) => [parameter, placeholder(`${name}.${parameter}`)] as const),
  );
  const { statuses, ...expect } = accepted(read);
  const step = planStep(planning, validTemplate(planning, read, false, bound), {
    name: 'read where the Location leads',
    role: 'subject',
    expect: { ...expect, outcome: 'any', statuses: [...statuses, '404', '410'] },
    bind: {},
  });
  return step === undefined ? [] : [step];
}
