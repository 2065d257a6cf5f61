import { readCredential } from '../../codec/credential.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { SecurityScheme } from '../../description/model/security.ts';
import type { RawRequest } from '../../http/message.ts';
import type { AuthPolicy } from '../refuse/authenticate.ts';
import type { Identity } from '../state/identity.ts';
import type { LoginForm } from './login-form.ts';
import { oauthError, type OAuthError } from './oauth-error.ts';

/** A client that has said who it is. */
export interface Client {
  readonly id: string;
  /** True when it has shown its secret, or any where the mock knows no clients. */
  readonly isConfidential: boolean;
  /** The identity with this client; undefined where none has it. */
  readonly identity: Identity | undefined;
}

const BASIC: SecurityScheme = { name: 'client', carrier: { kind: 'basic' }, pointer: '', example: undefined };

/**
 * Reads the client of a token request, from `Authorization: Basic` or the form (RFC 6749, section 2.3.1), and checks it
 * against the identities. A client that none of them has is accepted where none has any; one without a name where users
 * say who they are.
 */
export function clientOf(
  request: RawRequest,
  form: LoginForm,
  policy: AuthPolicy,
  mayBeNameless: boolean,
): Client | OAuthError {
  const { id, secret } = namedClient(request, form);
  if (id === undefined) {
    if (mayBeNameless) return { id: '', isConfidential: false, identity: undefined };
    return oauthError('invalid_client', 'the client must be named, by Basic or client_id');
  }
  const identities = policy.kind === 'known' ? policy.identities : [];
  const known = identities.filter(({ client }) => client !== undefined);
  const identity = known.find(({ client }) => client?.id === id);
  if (identity === undefined && known.length > 0) {
    return oauthError('invalid_client', 'no identity of the mock has this clientId');
  }
  const wanted = identity?.client?.secret;
  if (wanted !== undefined && wanted !== secret) {
    return oauthError('invalid_client', 'the identity with this clientId has another clientSecret');
  }
  return { id, isConfidential: secret !== undefined, identity };
}

function namedClient(request: RawRequest, form: LoginForm) {
  const basic = readCredential(request, BASIC);
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(basic ?? '')?.map(formDecoded) ?? [];
  return { id: nonEmpty(id) ?? form.get('client_id'), secret: nonEmpty(secret) ?? form.get('client_secret') };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Clients encode identifier and secret as in a form before they write them in Base64. */
function formDecoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}
