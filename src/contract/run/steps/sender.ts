import type { Case, Step } from '../../case/case.ts';
import type { CaseContext } from '../state/case-context.ts';
import { sendCreate, sendLearned, sendSetUp } from '../setup/set-up.ts';

/** True for a step that creates what other steps of the case need: several requests may be tried for it. */
export function isCreate({ phase }: Case, { role, expect, request }: Step): boolean {
  if (expect.outcome !== 'accepted') return false;
  return role === 'setup' || (role === 'subject' && phase === 'sequences' && request.method === 'POST');
}

/** True for a step of a sequence that creates an item, or is refused: both are right. */
function isOpenCreate({ phase }: Case, { role, expect, request }: Step): boolean {
  return phase === 'sequences' && role === 'subject' && request.method === 'POST' && expect.outcome === 'any';
}

/** True for a change that the rest of a sequence looks at: what it may not have is left out. Cases of one request tell that. */
function isChange({ phase }: Case, { role, expect, request }: Step): boolean {
  const isOfSequence = phase === 'sequences' && role === 'subject' && expect.outcome === 'accepted';
  return isOfSequence && (request.method === 'PUT' || request.method === 'PATCH');
}

/** Returns how a step is sent: with all that may make a create succeed, or as it is. */
export function senderOf(one: Case, planned: Step, { isRepeating = false }: CaseContext): typeof sendSetUp {
  if (isRepeating) return (step, { send }) => send(step);
  if (isCreate(one, planned) || isChange(one, planned)) return sendSetUp;
  if (isOpenCreate(one, planned)) return sendLearned;
  return isNewItem(planned) ? sendCreate : (step, { send }) => send(step);
}

/** True for a request under test that is to be accepted, and may create an item. */
function isNewItem({ role, expect, request }: Step): boolean {
  return role === 'subject' && expect.outcome === 'accepted' && request.method === 'POST';
}
