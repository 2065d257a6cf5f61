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

/** At most this many operations are considered: those with the fewest parameters in their paths. */
const MAX_CANDIDATES = 50;

/**
 * Returns a GET request that is likely to succeed: that of the operation with the fewest required parameters. Returns
 * undefined when there is none. No schema is compiled for it.
 */
export function exampleRequest(description: Description, policy: AuthPolicy): RawRequest | undefined {
  const gets = shortestPaths(description.operations.filter(({ method }) => method === 'GET'))
    .slice(0, MAX_CANDIDATES)
    .filter(({ responses }) => responses.some(({ status }) => /^(2|default)/.test(status)));
  const byParameters = gets.toSorted(
    (left, right) => requiredParameters(left).length - requiredParameters(right).length,
  );
  for (const operation of byParameters) {
    const request = filledRequest(description, operation);
    const authorized = request && withAcceptedCredentials(request, operation, policy);
    if (authorized) return authorized;
  }
  return undefined;
}

/** Sorts operations by the number of parameters in their paths. */
function shortestPaths(operations: readonly Operation[]): readonly Operation[] {
  const counted = operations.map((operation) => ({ operation, count: operation.path.split('{').length }));
  return counted.toSorted((left, right) => left.count - right.count).map(({ operation }) => operation);
}

function requiredParameters({ parameters }: Operation): readonly Parameter[] {
  return parameters.filter(({ required }) => required);
}

/**
 * Returns a request with all required parameters, whose values come from their examples, defaults or schemas. Returns
 * undefined when one of them has no value.
 */
function filledRequest(description: Description, operation: Operation): RawRequest | undefined {
  let target = operation.path;
  const query: string[] = [];
  const headers: Record<string, string> = {};
  for (const parameter of requiredParameters(operation)) {
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

/** Adds the credentials of an identity that may send the request. Returns undefined when there is none. */
function withAcceptedCredentials(
  request: RawRequest,
  operation: Operation,
  policy: AuthPolicy,
): RawRequest | undefined {
  const candidates = operation.security.flatMap(({ schemes }) => {
    const required = schemes.map(({ scheme }) => scheme);
    return credentialsOf(policy, required).map((credentials) =>
      withCredentials(request, required, credentials),
    );
  });
  return [request, ...candidates].find(
    (candidate) => authenticate(candidate, operation, policy).kind === 'authenticated',
  );
}

/** Returns the credentials of each known identity, by the name of the scheme; invented ones when any are accepted. */
function credentialsOf(policy: AuthPolicy, schemes: readonly SecurityScheme[]) {
  if (policy.kind === 'known') return policy.identities.map(({ credentials }) => credentials);
  return [Object.fromEntries(schemes.map((scheme) => [scheme.name, sampleCredential(scheme)]))];
}

/** Returns a credential for a mock that accepts any: the description's example, else an invented one. */
export function sampleCredential(scheme: SecurityScheme): string {
  return scheme.example ?? inventedCredential(scheme);
}

/** Adds to the request each credential that belongs to one of the schemes. */
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
