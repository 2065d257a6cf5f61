import { formatPointer } from '../../base/json-pointer.ts';
import { items, member, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { tryResolveObject } from '../document/resolve-reference.ts';
import type {
  CredentialCarrier,
  OAuthFlow,
  SchemeLogin,
  SchemeRequirement,
  SecurityAlternative,
  SecurityScheme,
} from '../model/security.ts';
import { sourceOf, type Provenance, type Source } from '../model/source.ts';

/** Compiles the declared security schemes, without those whose reference is broken. */
export function compileSecuritySchemes(document: JsonObject): readonly SecurityScheme[] {
  const schemes = member(document['components'], 'securitySchemes');
  return members(schemes).flatMap(([name, node]) => {
    const pointer = formatPointer(['components', 'securitySchemes', name]);
    const found = tryResolveObject(document, node, pointer);
    if (found === undefined) return [];
    return [schemeOf(name, found)];
  });
}

function schemeOf(name: string, { node, pointer }: { node: JsonObject; pointer: string }): SecurityScheme {
  return {
    name,
    carrier: carrierOf(node),
    pointer,
    example: stringMember(node, 'x-example'),
    login: loginOf(node),
  };
}

const FLOWS = ['clientCredentials', 'password', 'authorizationCode'] as const;

function loginOf(node: JsonObject): SchemeLogin | undefined {
  if (node['type'] === 'openIdConnect') {
    return { flows: [], metadataUrl: stringMember(node, 'openIdConnectUrl') };
  }
  if (node['type'] !== 'oauth2') return undefined;
  const flows = FLOWS.flatMap((kind): OAuthFlow[] => {
    const flow = member(node['flows'], kind);
    const tokenUrl = stringMember(flow, 'tokenUrl');
    if (tokenUrl === undefined) return [];
    const [refreshUrl, authorizationUrl] = ['refreshUrl', 'authorizationUrl'].map((key) =>
      stringMember(flow, key),
    );
    const scopes = members(member(flow, 'scopes')).map(([scope]) => scope);
    return [{ kind, tokenUrl, refreshUrl, authorizationUrl, scopes }];
  });
  return { flows, metadataUrl: stringMember(node, 'oauth2MetadataUrl') };
}

/** Returns the scheme that a requirement names, or refers to by a URI (OpenAPI 3.2, Security Requirement Object). */
function namedScheme(
  document: JsonObject,
  name: string,
  schemes: readonly SecurityScheme[],
): SecurityScheme | undefined {
  const declared = schemes.find((scheme) => scheme.name === name);
  if (declared !== undefined || !/[/#]/.test(name)) return declared;
  const found = tryResolveObject(document, { $ref: name }, '');
  if (found === undefined || stringMember(found.node, 'type') === undefined) return undefined;
  return schemes.find(({ pointer }) => pointer === found.pointer) ?? schemeOf(name, found);
}

function carrierOf(node: JsonObject): CredentialCarrier {
  switch (node['type']) {
    case 'apiKey': {
      const place = node['in'];
      const name = stringMember(node, 'name') ?? '';
      return { kind: 'apiKey', in: place === 'query' || place === 'cookie' ? place : 'header', name };
    }
    case 'http': {
      const scheme = stringMember(node, 'scheme') ?? 'bearer';
      if (scheme.toLowerCase() === 'basic') return { kind: 'basic' };
      return { kind: 'bearer', scheme: scheme.charAt(0).toUpperCase() + scheme.slice(1) };
    }
    case 'oauth2':
    case 'openIdConnect':
      return { kind: 'bearer', scheme: 'Bearer' };
    default:
      return { kind: 'none' };
  }
}

/**
 * Compiles the alternatives of an operation: its own `security`, or else the description's. `{}` among them, or an
 * empty list, admits requests without credentials. A scheme that is not declared is left out of its requirement.
 */
export function compileSecurity(
  document: JsonObject,
  operation: JsonObject,
  schemes: readonly SecurityScheme[],
  source: Source,
): readonly SecurityAlternative[] {
  const requirements = requirementsOf(document, operation);
  const { provenance } = sourceOf(operation, source, 'x-security-source');
  const alternatives = requirements.map((requirement) =>
    compileAlternative(document, requirement, schemes, provenance),
  );
  return alternatives.some((alternative) => alternative.schemes.length === 0) ? [] : alternatives;
}

/** Returns the names of the schemes that an operation requires but nothing declares. */
export function undeclaredSchemes(
  document: JsonObject,
  operation: JsonObject,
  schemes: readonly SecurityScheme[],
): readonly string[] {
  const required = requirementsOf(document, operation).flatMap((requirement) =>
    members(requirement).map(([name]) => name),
  );
  return [...new Set(required)].filter((name) => namedScheme(document, name, schemes) === undefined);
}

function requirementsOf(document: JsonObject, operation: JsonObject): readonly Json[] {
  return items(operation['security'] ?? document['security']);
}

function compileAlternative(
  document: JsonObject,
  requirement: Json,
  schemes: readonly SecurityScheme[],
  provenance: Provenance,
): SecurityAlternative {
  const required = members(requirement).flatMap(([name, roles]): SchemeRequirement[] => {
    const scheme = namedScheme(document, name, schemes);
    return scheme === undefined ? [] : [{ scheme, roles: items(roles).map(String) }];
  });
  return { schemes: required, provenance };
}
