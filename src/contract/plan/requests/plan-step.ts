import type { RequestPlan, Step } from '../../case/case.ts';
import { fullCredentials } from './credential-plan.ts';
import type { Planning } from './planning.ts';
import { toRequestPlan, type Template } from './template.ts';

/** Returns the request of a template with all its credentials; undefined where there is none, or its path is not complete. */
export function planRequest(planning: Planning, template: Template | undefined): RequestPlan | undefined {
  return template && toRequestPlan(template, fullCredentials(planning, template.operation));
}

/** Returns the step that sends the request of a template. */
export function planStep(
  planning: Planning,
  template: Template | undefined,
  { name, role, ...facts }: Omit<Step, 'operationId' | 'request'>,
): Step | undefined {
  const request = planRequest(planning, template);
  if (template === undefined || request === undefined) return undefined;
  return { name, role, operationId: template.operation.id, request, ...facts };
}
