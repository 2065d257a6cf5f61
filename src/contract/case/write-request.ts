import { setOwn } from '../../base/json.ts';
import { credentialField, writeCredential } from '../../codec/credential.ts';
import type { SecurityScheme } from '../../description/model/security.ts';
import { encodeText } from '../../http/charset.ts';
import { NO_BODY, type HeaderFields, type RawRequest } from '../../http/message.ts';
import type { RequestPlan } from './case.ts';
import type { Identities } from './identities.ts';

/** A credential that nobody has. */
export const WRONG_CREDENTIAL = 'wrong-credential';

/** What goes with a request of a run. */
export interface WritingContext {
  readonly schemes: readonly SecurityScheme[];
  readonly identities: Identities;
  /** The caller's header fields. One with an empty value is left out, whatever the request has. */
  readonly headers: Readonly<Record<string, string>>;
}

const NOTHING: WritingContext = { schemes: [], identities: {}, headers: {} };

/** Writes a request with its credentials; without a context, as far as it needs none. */
export function writeRequest(
  { method, target, headers, body, credentials }: RequestPlan,
  context: WritingContext = NOTHING,
): RawRequest {
  let request: RawRequest & { readonly headers: Record<string, HeaderFields[string]> } = {
    method,
    target,
    headers: { ...context.headers, ...headers },
    body: body === undefined ? NO_BODY : encodeText(body),
  };
  const { identity, wrong, empty = [] } = credentials;
  for (const name of credentials.schemes) {
    const scheme = context.schemes.find((candidate) => candidate.name === name);
    const held = wrong.includes(name) ? WRONG_CREDENTIAL : context.identities[identity]?.credentials[name];
    const value = empty.includes(name) ? '' : held;
    if (scheme === undefined || value === undefined) continue;
    const field = credentialField(scheme, value);
    if (field === undefined) {
      const written = writeCredential(request, scheme, value);
      request = { ...written, headers: { ...written.headers } };
    } else setOwn(request.headers, field.name, field.value);
  }
  return withoutEmpty(request, context.headers);
}

function withoutEmpty(request: RawRequest, given: WritingContext['headers']): RawRequest {
  const isLeftOut = (name: string) => given[name] === '';
  if (!Object.keys(given).some(isLeftOut)) return request;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !isLeftOut(name)));
  return { ...request, headers };
}
