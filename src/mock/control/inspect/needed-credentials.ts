import { readCredential } from '../../../codec/credential.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { SecurityScheme } from '../../../description/model/security.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { Credentials } from './shown/operation.ts';

export function credentialsOf(
  request: RawRequest,
  operation: Operation | undefined,
  { securitySchemes }: Description,
): Credentials {
  return {
    needed: neededCredentials(operation),
    sent: securitySchemes
      .filter((scheme) => scheme.carrier.kind !== 'none' && readCredential(request, scheme) !== undefined)
      .map(({ name }) => name),
  };
}

export function neededCredentials(operation: Operation | undefined): Credentials['needed'] {
  return (operation?.security ?? []).map(({ schemes }) =>
    schemes.map(({ scheme, roles }) => ({ scheme: scheme.name, sentAs: sentAs(scheme), roles })),
  );
}

function sentAs({ carrier }: SecurityScheme): string {
  switch (carrier.kind) {
    case 'apiKey':
      return `${carrier.in} ${carrier.name}`;
    case 'basic':
      return 'Authorization: Basic';
    case 'bearer':
      return `Authorization: ${carrier.scheme}`;
    case 'none':
      return 'a certificate';
  }
}
