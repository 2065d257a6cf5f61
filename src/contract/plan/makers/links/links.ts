import type { Link } from '../../../../description/model/link.ts';
import type { Operation } from '../../../../description/model/operation.ts';
import { isRead } from '../../../../http/method.ts';
import type { Case, Step } from '../../../case/case.ts';
import type { Law } from '../../../case/law.ts';
import { placeholderName } from '../../../case/placeholder.ts';
import { answeredStatuses } from '../../../case/statuses.ts';
import { taken } from '../../requests/expectations.ts';
import { makeCase } from '../../requests/make-case.ts';
import { planStep } from '../../requests/plan-step.ts';
import type { Maker, Planning } from '../../requests/planning.ts';
import type { Template } from '../../requests/template.ts';
import { uniqueStep } from '../../requests/unique-step.ts';
import { tokenOf } from '../../requests/unique-values.ts';
import { validTemplate } from '../../requests/valid-template.ts';
import { cleanupSteps, createdIdentifier } from '../../setup/item-steps.ts';
import { ownItemsFor, type OwnItems } from '../../setup/own-items.ts';
import { followLink, type Linking, type LinkingValue } from './follow-link.ts';

/** The most requests that follow upon each other by links. */
const MOST_STEPS = 6;

/**
 * Each link of a success, followed: what it leads to has to be there. And as many of them as lead from one to the next,
 * each once. What changes data is followed only from data of the case's own.
 */
export const makeLinks: Maker = (planning, operation) => {
  const single = linksOf(operation).flatMap((link) => {
    const chain = begin(planning, operation, link.name);
    return chain !== undefined && follow(planning, chain, link) ? toCase(planning, chain, link.name) : [];
  });
  const whole = begin(planning, operation, 'chain');
  if (whole === undefined) return single;
  while (whole.steps.length - whole.own.before.length < MOST_STEPS && followNext(planning, whole));
  const isLonger = whole.laws.length > 1;
  return isLonger ? [...single, ...toCase(planning, whole, 'chain')] : single;
};

function linksOf({ responses }: Operation): readonly Link[] {
  return responses.filter(({ status }) => status.startsWith('2')).flatMap(({ links }) => links);
}

/** Requests that follow upon each other; it grows. */
interface Chain {
  readonly operation: Operation;
  readonly place: string;
  readonly own: OwnItems;
  readonly steps: Step[];
  readonly laws: Law[];
  readonly after: Step[];
  readonly links: Link[];
  last: Linking;
}

function begin(planning: Planning, operation: Operation, place: string): Chain | undefined {
  if (linksOf(operation).length === 0) return undefined;
  const own = ownItemsFor(planning, operation);
  const template = validTemplate(planning, operation, true, own.bound);
  if (template === undefined) return undefined;
  const first = planStep(planning, template, {
    name: operation.id,
    role: 'subject',
    expect: taken(planning, template, operation.method === 'POST' ? ['409'] : []),
    bind: own.bind,
  });
  if (first === undefined) return undefined;
  const steps = [...own.before, first].map((step, index) =>
    ownStep(planning, step, [operation.id, place, String(index)]),
  );
  const step = steps.at(-1) ?? first;
  const values = valuesOf(template);
  const last = { operation, step, values, prefix: `link${steps.length}` };
  return { operation, place, own, steps, laws: [], after: [], links: [], last };
}

function ownStep(planning: Planning, step: Step, names: readonly string[]): Step {
  return uniqueStep(planning, step, { token: tokenOf('link', ...names) });
}

function valuesOf({ parameters, bound }: Template): Linking['values'] {
  const sent = [...parameters].flatMap(([{ location, name }, value]): [string, LinkingValue][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[`${location}.${name}`, { kind: 'known', value }]]
      : [],
  );
  const names = Object.entries(bound).flatMap(([name, text]): [string, LinkingValue][] => {
    const item = placeholderName(text);
    return item === undefined ? [] : [[`path.${name}`, { kind: 'bound', name: item }]];
  });
  return new Map([...sent, ...names]);
}

/** The next link that was not followed yet; what ends an item comes last. */
function followNext(planning: Planning, chain: Chain): boolean {
  const left = linksOf(chain.last.operation).filter((link) => !chain.links.includes(link));
  return left.some((link) => follow(planning, chain, link));
}

function follow(planning: Planning, chain: Chain, link: Link): boolean {
  const { last, steps } = chain;
  const followed = followLink(planning, last, link);
  if (followed === undefined || !mayFollow(planning, chain, followed.operation)) return false;
  const { operation, before, request, template, values } = followed;
  const resource = planning.resources.find(({ create }) => create === operation);
  const statuses = [...answeredStatuses(operation), '404', '410', '409', '412'];
  const step = ownStep(
    planning,
    {
      name: `${link.name}: ${operation.id}`,
      role: 'subject',
      operationId: operation.id,
      request,
      expect: { outcome: 'any', statuses, confidence: 'likely' },
      bind: resource === undefined ? {} : createdIdentifier(planning, resource),
    },
    [chain.operation.id, chain.place, String(steps.length)],
  );
  const by = steps.length - 1;
  steps[by] = before;
  const shown = steps.push(step) - 1;
  const hasOwnBody = template.body !== undefined && link.requestBody === undefined;
  chain.laws.push({ kind: 'linked', by, shown, at: [], name: link.name, rule: link.pointer, hasOwnBody });
  if (resource !== undefined) chain.after.unshift(...cleanupSteps(planning, resource, template.bound));
  chain.links.push(link);
  chain.last = {
    operation,
    step,
    values: new Map([...valuesOf(template), ...values]),
    prefix: `link${steps.length}`,
  };
  return true;
}

/** What others have made is looked at, and not changed. */
function mayFollow(planning: Planning, { operation: first, own, last }: Chain, next: Operation): boolean {
  if (last.operation.method === 'DELETE') return false;
  if (isRead(next.method)) return true;
  const { before } = own;
  const isOwn = before.length > 0 && before.every(({ request }) => !isRead(request.method));
  return planning.mayCreate && (first.method === 'POST' || isOwn);
}

function toCase(planning: Planning, chain: Chain, place: string): readonly Case[] {
  const { operation, own, steps, laws, after, links } = chain;
  return [
    makeCase(planning, {
      operationId: operation.id,
      maker: 'link',
      place,
      title: `by its links: ${links.map(({ name }) => name).join(', ')}`,
      phase: 'sequences',
      provenance: operation.source.provenance,
      steps: [...steps, ...after, ...own.after],
      laws,
    }),
  ];
}
