import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { Exchange, FilledStep } from '../../case/exchange.ts';
import { writeRequest } from '../../case/write-request.ts';
import type { SendOutcome } from '../../target/target.ts';
import type { CaseContext } from '../state/case-context.ts';

/** The target cannot be reached at all. Caught where the run is led. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  /** The request that found nobody: `GET /things`. */
  readonly request: string;

  constructor(reason: string, { method, target }: RawRequest) {
    super(reason);
    this.request = `${method} ${target}`;
  }
}

/** @throws UnreachableError */
export async function sendStep(
  step: FilledStep,
  index: number,
  { description, validator, target, identities, headers, once, memory, onHeld }: CaseContext,
): Promise<Exchange> {
  const operation = description.operationById(step.operationId);
  const schemes = description.securitySchemes;
  const request = writeRequest(step.request, { schemes, identities, headers: step.given ?? headers });
  const known = memory.of(operation?.id ?? `${request.method} ${request.target}`);
  const about = { operation: (operation ?? operationAt(description, request.target))?.id, onHeld };
  const send = () => target.send(request, about);
  const sent = await (step.fallbacks === undefined ? send() : sendOnce(request, send, once));
  const { limited = 0, reconnected = 0 } = sent;
  const facts = { step, index, operation, request, limited, reconnected };
  switch (sent.kind) {
    case 'unreachable':
      throw new UnreachableError(sent.reason, request);
    case 'late': {
      known.recordLate();
      const hadResponded = known.hasResponded;
      const late = { dropped: sent.reason, isLate: true, hadResponded };
      return { ...facts, ...late, response: undefined, validation: undefined };
    }
    case 'dropped':
      return { ...facts, response: undefined, dropped: sent.reason, validation: undefined };
    case 'answered': {
      const { response } = sent;
      known.hasResponded = true;
      known.hasSucceeded ||= response.status < 400;
      const validation = operation && validator.response(operation)(response, step.request.method);
      return { ...facts, response, dropped: undefined, validation };
    }
  }
}

/** Returns an operation of the path, which a method that is not documented shares its limits with. */
function operationAt({ operations }: Description, target: string): Operation | undefined {
  return operations.find(({ path }) => pathCaptures(path, target.replace(/\?.*$/s, '')) !== undefined);
}

function sendOnce(
  request: RawRequest,
  send: () => Promise<SendOutcome>,
  once: Map<string, Promise<SendOutcome>>,
): Promise<SendOutcome> {
  const { method, headers } = request;
  const key = JSON.stringify([method, request.target, headers]);
  const sent = once.get(key) ?? send();
  once.set(key, sent);
  return sent;
}
