import { weaklyMemoised } from '../../../base/memoise.ts';
import { readCredential } from '../../../codec/credential.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { Awaitable } from '../../state/awaitable.ts';
import type { IssuedTokens } from '../../state/issued-token.ts';
import { namespaceOf } from '../../state/namespace.ts';
import type { LoginContext } from '../logins/login.ts';
import { isJwt } from './jwt-form.ts';

const NONE: IssuedTokens = new Map();

/** Finds the tokens in a request that the mock has issued for the schemes of its operation. */
export function issuedTokensOf(
  request: RawRequest,
  operation: Operation,
  context: Pick<LoginContext, 'clock' | 'description'>,
): Awaitable<IssuedTokens> {
  const candidates = loginSchemes(operation).flatMap((scheme) => {
    const token = readCredential(request, scheme);
    return token === undefined || !isJwt(token) ? [] : [{ scheme, token }];
  });
  if (candidates.length === 0) return NONE;
  const now = context.clock(namespaceOf(request.headers));
  return import('./issued-tokens.ts').then(({ readTokens }) => readTokens(candidates, context, now));
}

/** The schemes of an operation for which the mock issues tokens. */
const loginSchemes = weaklyMemoised(({ security }: Operation) =>
  security
    .flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme))
    .filter(({ login }) => login !== undefined),
);
