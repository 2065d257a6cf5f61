import type { Operation } from '../spec/operation.ts';
import type { Case, Expectation, RequestPlan, Step } from './case.ts';
import type { OwnData } from './own-data.ts';
import { caseId, makeCase, type CaseFacts, type Planning } from './planning.ts';
import { toRawRequest } from './send-plan.ts';
import { keysOf, tokenOf, uniqueBody } from './unique.ts';

/** A case of one request, between what it needs before and what it removes after. */
export function subjectCase(
  planning: Planning,
  operation: Operation,
  {
    own,
    request,
    expect,
    ...facts
  }: Omit<CaseFacts, 'steps' | 'operationId'> & {
    readonly own: OwnData;
    readonly request: RequestPlan;
    readonly expect: Expectation;
  },
): Case {
  const subject = {
    name: 'request',
    role: 'subject' as const,
    operationId: operation.id,
    request,
    expect,
    bind: own.bind,
  };
  const id = caseId(planning.description, { ...facts, operationId: operation.id });
  const steps = [...own.before, subject, ...own.after];
  return makeCase(planning, {
    ...facts,
    operationId: operation.id,
    steps: steps.map((step, index) =>
      step.role === 'subject' && facts.maker === 'example'
        ? step
        : uniqueStep(planning, step, tokenOf(id, String(index))),
    ),
  });
}

/** A step that creates an item creates one that no other case has; documented examples stay as they are. */
function uniqueStep(planning: Planning, step: Step, token: string): Step {
  const resource = planning.resources.find(({ create }) => create && create.id === step.operationId);
  const { body, headers } = step.request;
  const { create } = resource ?? {};
  const value = body === undefined || !isJsonText(headers['content-type']) ? undefined : parsed(body);
  if (resource === undefined || create === undefined || value === undefined) return step;
  const requestWith = (changed: unknown): RequestPlan => ({ ...step.request, body: JSON.stringify(changed) });
  const before = wrongIn(planning, create, step.request);
  const keeps = (changed: unknown) => wrongIn(planning, create, requestWith(changed)) === before;
  const unique = uniqueBody(value, keysOf(planning, resource), token, keeps);
  return { ...step, request: requestWith(unique) };
}

function isJsonText(contentType: string | undefined): boolean {
  return /[/+]json\b/i.test(contentType ?? '');
}

/** Undefined for what is no JSON on purpose. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** What is wrong with a request, as a text to compare. */
function wrongIn({ judge }: Planning, operation: Operation, request: RequestPlan): string {
  const { violations } = judge.request(operation)(
    toRawRequest(request, {}, {}),
    capturesOf(operation, request),
  );
  return violations.map(({ where, pointer, keyword }) => `${where} ${pointer} ${keyword}`).join('\n');
}

/** The path's parameters in a request that was written from the operation's own path. */
function capturesOf({ path }: Operation, { target }: RequestPlan): ReadonlyMap<string, string> {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const source = path.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{[^{}]+\}/g, '([^/]+)');
  const match = new RegExp(`^${source}$`).exec(target.replace(/\?.*$/s, ''));
  return new Map(names.map((name, index) => [name, match?.[index + 1] ?? '']));
}
