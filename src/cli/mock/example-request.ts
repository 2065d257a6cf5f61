import { writeCredential } from '../../codec/credential.ts';
import { encodeParameter } from '../../codec/parameters/parameter-codec.ts';
import { inventedCredential } from '../../contract/case/identities.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Parameter } from '../../description/model/parameter.ts';
import type { SecurityScheme } from '../../description/model/security.ts';
import { generated } from '../../generate/generate-value.ts';
import { NO_BODY, type RawRequest } from '../../http/message.ts';
import { authenticate, type AuthPolicy } from '../../mock/refuse/authenticate.ts';

/** Of a large description, only so many operations are looked at: those with the fewest parameters in their paths. */
const MOST_LOOKED_AT = 50;

/**
 * A GET that is likely to be answered with what it asks for: the one that needs the fewest parameters. Undefined
 * where there is none. Nothing is compiled for it.
 */
export function likelyRequest(description: Description, policy: AuthPolicy): RawRequest | undefined {
  const gets = description.operations
    .filter(({ method }) => method === 'GET')
    .toSorted((left, right) => left.path.split('{').length - right.path.split('{').length)
    .slice(0, MOST_LOOKED_AT)
    .filter(({ responses }) => responses.some(({ status }) => /^(2|default)/.test(status)));
  for (const operation of gets.toSorted((left, right) => needs(left).length - needs(right).length)) {
    const request = filledRequest(description, operation);
    const allowed = request && withCredential(request, operation, policy);
    if (allowed) return allowed;
  }
  return undefined;
}

function needs({ parameters }: Operation): readonly Parameter[] {
  return parameters.filter(({ required }) => required);
}

/** The required parameters, from their examples, defaults or schemas; undefined where one has no value. */
function filledRequest(description: Description, operation: Operation): RawRequest | undefined {
  let target = operation.path;
  const query: string[] = [];
  const headers: Record<string, string> = {};
  for (const parameter of needs(operation)) {
    const { name, location, schema, examples } = parameter;
    const value =
      examples[0]?.value ??
      parameter.default ??
      generated(description, schema, { seed: 1, names: [], direction: 'request' });
    const text = encodeParameter(parameter, value);
    if (text === '') return undefined;
    if (location === 'path') target = target.replaceAll(`{${name}}`, text);
    else if (location === 'query') query.push(text);
    else headers[location === 'cookie' ? 'cookie' : name.toLowerCase()] = text;
  }
  if (query.length > 0) target += `?${query.join('&')}`;
  return target.includes('{') ? undefined : { method: 'GET', target, headers, body: NO_BODY };
}

/** The request with the credentials of whoever may send it; undefined where nobody may. */
function withCredential(
  request: RawRequest,
  operation: Operation,
  policy: AuthPolicy,
): RawRequest | undefined {
  const candidates = operation.security.flatMap(({ schemes }) => {
    const own = schemes.map(({ scheme }) => scheme);
    return credentialsOf(policy, own).map((credentials) => withCredentials(request, own, credentials));
  });
  return [request, ...candidates].find(
    (candidate) => authenticate(candidate, operation, policy).kind === 'authenticated',
  );
}

/** By the name of the scheme, for each of those whom the mock knows; made up where it takes any. */
function credentialsOf(policy: AuthPolicy, schemes: readonly SecurityScheme[]) {
  if (policy.kind === 'known') return policy.identities.map(({ credentials }) => credentials);
  return [Object.fromEntries(schemes.map((scheme) => [scheme.name, anyCredential(scheme)]))];
}

/** What is as good as any where all are good. */
export function anyCredential(scheme: SecurityScheme): string {
  return scheme.example ?? inventedCredential(scheme);
}

/** The request with each credential that there is for the schemes. */
export function withCredentials(
  request: RawRequest,
  schemes: readonly SecurityScheme[],
  credentials: Readonly<Record<string, string>>,
): RawRequest {
  return schemes.reduce((written, scheme) => {
    const credential = credentials[scheme.name];
    return credential === undefined ? written : writeCredential(written, scheme, credential);
  }, request);
}
