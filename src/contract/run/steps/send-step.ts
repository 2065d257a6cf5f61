import { weaklyMemoised } from '../../../base/memoise.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { StreamSyntax } from '../../../http/stream-syntax.ts';
import type { CredentialPlan } from '../../case/case.ts';
import type { Exchange, FilledStep } from '../../case/exchange.ts';
import type { Identities } from '../../case/identities.ts';
import { settingsOf } from '../../case/operation-settings.ts';
import { writeRequest } from '../../case/write-request.ts';
import type { SendOutcome } from '../../target/target.ts';
import { CredentialError } from '../state/log-in.ts';
import type { CaseContext } from '../state/case-context.ts';
import type { OperationMemory } from '../state/run-memory.ts';
import { expectedAmongTwins, validateAmongTwins } from './among-twins.ts';

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
export async function sendStep(planned: FilledStep, index: number, context: CaseContext): Promise<Exchange> {
  const { description, validator, target, headers, once, memory, perOperation, onHeld } = context;
  const operation = description.operationById(planned.operationId);
  const known = memory.of(operation?.id ?? `${planned.request.method} ${planned.request.target}`);
  const schemes = description.securitySchemes;
  const write = (plan: CredentialPlan, identities: Identities) =>
    writeRequest(
      plan === planned.request.credentials ? planned.request : { ...planned.request, credentials: plan },
      { schemes, identities, headers: planned.given ?? headers },
    );
  const sendIt = async (request: RawRequest) => {
    const { timeout } = settingsOf(perOperation, operation);
    const { id } = operation ?? operationAt(description, request.target) ?? {};
    const about = { operation: id, syntax: operation && syntaxOf(operation), onHeld, timeout };
    const start = performance.now();
    const sent = await target.send(request, about);
    if (operation !== undefined) known.recordTime(sent.milliseconds ?? performance.now() - start);
    return sent;
  };
  const send = (request: RawRequest) =>
    planned.fallbacks === undefined ? sendIt(request) : sendOnce(request, () => sendIt(request), once);
  const { request, sent, step } = await sendWithoutInvented(planned, known, { write, send, context });
  const { limited = 0, reconnected = 0 } = sent;
  const judged = expectedAmongTwins(step, operation, request, validator);
  const facts = { step: judged, index, operation, request, limited, reconnected };
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
      const { method } = step.request;
      const validation = operation && validateAmongTwins(validator, operation, response, method);
      return { ...facts, response, dropped: undefined, validation };
    }
  }
}

const syntaxOf = weaklyMemoised(({ responses }: Operation): StreamSyntax | undefined => {
  const content = responses.flatMap((response) => response.content);
  return content.find(({ syntax }) => syntax !== undefined)?.syntax;
});

/** Returns an operation of the path, which a method that is not documented shares its limits with. */
function operationAt({ operations }: Description, target: string): Operation | undefined {
  return operations.find(({ path }) => pathCaptures(path, target) !== undefined);
}

/** How a request is written and sent. */
interface Sending {
  readonly write: (plan: CredentialPlan, identities: Identities) => RawRequest;
  readonly send: (request: RawRequest) => Promise<SendOutcome>;
  readonly context: CaseContext;
}

/**
 * Sends a step, without the credentials that nobody has given where these alone are refused (401). Returns it as it was
 * sent. @throws CredentialError, UnreachableError
 */
function sendWithoutInvented(step: FilledStep, known: OperationMemory, sending: Sending): Promise<Sent> {
  const { credentials } = step.request;
  const { invented = [] } = sending.context.identities[credentials.identity] ?? {};
  const schemes = credentials.schemes.filter((name) => !invented.includes(name));
  const isAsked = schemes.length < credentials.schemes.length && !isAboutCredentials(step);
  return isAsked ? sendWithout(step, schemes, known, sending) : sendWithCredentials(step, sending);
}

async function sendWithout(
  step: FilledStep,
  schemes: readonly string[],
  known: OperationMemory,
  sending: Sending,
): Promise<Sent> {
  const { credentials } = step.request;
  const less = { credentials: { ...credentials, schemes } };
  const { named = step.request } = step;
  const bare = { ...step, request: { ...step.request, ...less }, named: { ...named, ...less } };
  if (known.takesInvented === false) return sendWithCredentials(bare, sending);
  const first = await sendWithCredentials(step, sending);
  if (known.takesInvented === true || statusOf(first) !== 401) return first;
  sending.context.memory.requests += 1;
  const again = await sendWithCredentials(bare, sending);
  known.takesInvented = statusOf(again) === undefined || statusOf(again) === 401;
  return known.takesInvented ? first : again;
}

/** True for a request that is to be refused for its credentials. */
function isAboutCredentials({ expect: { outcome } }: FilledStep): boolean {
  return outcome === 'unauthenticated' || outcome === 'forbidden';
}

interface Sent {
  readonly step: FilledStep;
  readonly request: RawRequest;
  readonly sent: SendOutcome;
}

function statusOf({ sent }: Pick<Sent, 'sent'>): number | undefined {
  return sent.kind === 'answered' ? sent.response.status : undefined;
}

/**
 * Sends a request with the credentials that it needs. Where credentials that had worked are refused (401), they are
 * renewed, and it is sent once more; not where it is about them. @throws CredentialError, UnreachableError
 */
async function sendWithCredentials(
  step: FilledStep,
  { write, send, context: { credentials, memory } }: Sending,
): Promise<Sent> {
  const plan = step.request.credentials;
  try {
    const held = credentials.held(plan);
    const identities = held instanceof Promise ? await held : held;
    const request = write(plan, identities);
    const sent = await send(request);
    const status = statusOf({ sent });
    if (status !== undefined && status < 400) credentials.worked(plan);
    if (status !== 401 || isAboutCredentials(step) || !credentials.canRenew(plan))
      return { step, request, sent };
    await credentials.renew(plan, identities);
    memory.requests += 1;
    const again = write(plan, await credentials.held(plan));
    return { step, request: again, sent: await send(again) };
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
