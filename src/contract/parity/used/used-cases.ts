import { groupBy } from '../../../base/group-by.ts';
import type { Case, Step } from '../../case/case.ts';
import { anything } from '../../plan/requests/expectations.ts';
import type { UsedDraft } from './used-draft.ts';
import type { UsedExchange } from './used-exchange.ts';
import type { UsedItem } from './used-items.ts';
import type { UsedContext } from './used-request.ts';

/** A case with requests of a recording. */
export interface UsedCase {
  readonly case: Case;
  /** What was recorded, by the index of the step. */
  readonly recorded: ReadonlyMap<number, UsedExchange>;
}

/** Makes a case of the requests that speak of the same created items, in their order, and one of each other request. */
export function usedCases(drafts: readonly UsedDraft[], context: UsedContext): readonly UsedCase[] {
  const counts = new Map<string, number>();
  return groupsOf(drafts).map((group) => {
    const main = group.find(({ creates }) => creates !== undefined) ?? group[0];
    const id = main?.operation.id ?? '';
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return usedCase(group, `${context.planning.description.name}/${id}/used/${count}`, id, context);
  });
}

function usedCase(
  group: readonly UsedDraft[],
  id: string,
  operationId: string,
  { items, planning }: UsedContext,
): UsedCase {
  const steps: Step[] = [];
  const recorded = new Map<number, UsedExchange>();
  const looked = new Set<string>();
  for (const draft of group) {
    for (const { name, look } of draft.items) {
      if (look === undefined || looked.has(name)) continue;
      looked.add(name);
      steps.push(look);
    }
    recorded.set(steps.length, draft.exchange);
    steps.push(stepOf(draft, group.length === 1));
  }
  const created = group.flatMap(({ creates }) => creates?.item ?? []);
  steps.push(...created.toReversed().flatMap((item) => items.cleanup(item)));
  const operation = planning.description.operationById(operationId);
  return {
    case: {
      id,
      title: group.length === 1 ? 'as it was used' : `as it was used, ${group.length} requests`,
      operationId,
      maker: 'used',
      phase: 'sequences',
      provenance: operation?.source.provenance ?? 'documented',
      steps,
      laws: [],
    },
    recorded,
  };
}

function stepOf({ operation, request, creates }: UsedDraft, isAlone: boolean): Step {
  return {
    name: isAlone ? 'request' : operation.id,
    role: 'subject',
    operationId: operation.id,
    request,
    expect: anything(operation),
    bind: creates?.bind ?? {},
  };
}

/** Groups what speaks of one created item, or of several that some request brings together. */
function groupsOf(drafts: readonly UsedDraft[]): readonly (readonly UsedDraft[])[] {
  const parent = new Map<string, string>();
  const rootOf = (name: string): string => {
    const above = parent.get(name) ?? name;
    return above === name ? name : rootOf(above);
  };
  for (const draft of drafts) {
    const [first, ...others] = createdNames(draft);
    for (const other of others) parent.set(rootOf(other), rootOf(first ?? other));
  }
  const groups = groupBy(drafts, (draft) => {
    const [first] = createdNames(draft);
    if (first !== undefined) return `created ${rootOf(first)}`;
    const { method, target, body, refers } = draft.request;
    return JSON.stringify([method, target, body, refers]);
  });
  return [...groups].map(([key, group]) => (key.startsWith('created ') ? group : group.slice(0, 1)));
}

function createdNames({ items, creates }: UsedDraft): readonly string[] {
  const own = items.filter(({ isCreated }) => isCreated);
  return [...new Set([...own, ...(creates ? [creates.item] : [])].map(nameOf))];
}

function nameOf({ name }: UsedItem): string {
  return name;
}
