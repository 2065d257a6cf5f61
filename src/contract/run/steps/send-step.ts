import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { StreamSyntax } from '../../../http/stream-syntax.ts';
import type { Exchange, FilledStep } from '../../case/exchange.ts';
import type { Identities } from '../../case/identities.ts';
import { settingsOf } from '../../case/operation-settings.ts';
import { writeRequest } from '../../case/write-request.ts';
import type { SendOutcome } from '../../target/target.ts';
import { CredentialError } from '../state/log-in.ts';
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

/** @throws UnreachableError, CredentialError */
export async function sendStep(step: FilledStep, index: number, context: CaseContext): Promise<Exchange> {
  const { description, validator, target, headers, once, memory, perOperation, onHeld } = context;
  const operation = description.operationById(step.operationId);
  const schemes = description.securitySchemes;
  const write = (identities: Identities) =>
    writeRequest(step.request, { schemes, identities, headers: step.given ?? headers });
  const send = (request: RawRequest) => {
    const { timeout } = settingsOf(perOperation, operation);
    const { id } = operation ?? operationAt(description, request.target) ?? {};
    const about = { operation: id, syntax: syntaxOf(operation), onHeld, timeout };
    const sendIt = () => target.send(request, about);
    return step.fallbacks === undefined ? sendIt() : sendOnce(request, sendIt, once);
  };
  const { request, sent } = await sendWithCredentials(step, { write, send, context });
  const known = memory.of(operation?.id ?? `${request.method} ${request.target}`);
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

function syntaxOf(operation: Operation | undefined): StreamSyntax | undefined {
  const content = operation?.responses.flatMap((response) => response.content);
  return content?.find(({ syntax }) => syntax !== undefined)?.syntax;
}

/** Returns an operation of the path, which a method that is not documented shares its limits with. */
function operationAt({ operations }: Description, target: string): Operation | undefined {
  return operations.find(({ path }) => pathCaptures(path, target.replace(/\?.*$/s, '')) !== undefined);
}

/**
 * Sends a request with the credentials that it needs. Where credentials that had worked are refused (401), they are
 * renewed, and it is sent once more; not where it is about them. @throws CredentialError, UnreachableError
 */
async function sendWithCredentials(
  { request: plan, expect: { outcome } }: FilledStep,
  {
    write,
    send,
    context: { credentials, memory },
  }: {
    readonly write: (identities: Identities) => RawRequest;
    readonly send: (request: RawRequest) => Promise<SendOutcome>;
    readonly context: CaseContext;
  },
): Promise<{ readonly request: RawRequest; readonly sent: SendOutcome }> {
  const isAboutThem = outcome === 'unauthenticated' || outcome === 'forbidden';
  try {
    const identities = await credentials.held(plan.credentials);
    const request = write(identities);
    const sent = await send(request);
    const status = sent.kind === 'answered' ? sent.response.status : undefined;
    if (status !== undefined && status < 400) credentials.worked(plan.credentials);
    if (status !== 401 || isAboutThem || !credentials.canRenew(plan.credentials)) return { request, sent };
    await credentials.renew(plan.credentials, identities);
    memory.requests += 1;
    const again = write(await credentials.held(plan.credentials));
    return { request: again, sent: await send(again) };
  } catch (error) {
    if (!(error instanceof CredentialError) || error.unreachable === undefined) throw error;
    throw new UnreachableError(error.message, error.unreachable);
  }
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
