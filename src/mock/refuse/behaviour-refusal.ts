import type { BehaviourResponse } from '../behaviour/behaviour.ts';
import type { Refusal } from './refusal.ts';

/** Returns the refusal that a behaviour wants the mock to write; undefined for any other response. */
export function behaviourRefusal({ status, body, reason, headers }: BehaviourResponse): Refusal | undefined {
  if (status < 400 || body !== undefined || reason === undefined) return undefined;
  const title = TITLES[status] ?? 'Refused';
  return { status, title, reason, violations: [], ...(headers && { headers }) };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  422: 'Unprocessable Content',
};
