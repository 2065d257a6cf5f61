import { compileOperations } from './compile-operation.ts';
import { compileSecuritySchemes } from './compile-security.ts';
import { compileServers } from './compile-servers.ts';
import { DescriptionError } from './description-error.ts';
import type { Description } from './description.ts';
import type { Fault } from './fault.ts';
import { member, stringMember, type JsonObject } from './json.ts';
import { SchemaValidators } from './schema-validators.ts';

export interface CompileOptions {
  readonly name: string;
  readonly location: string | undefined;
}

/**
 * Compiles a document into the model that everything else works with.
 * @throws DescriptionError when it is no OpenAPI description, or none of its operations can be used.
 */
export function compileDescription(document: JsonObject, options: CompileOptions): Description {
  requireOpenApi(document, options.location ?? options.name);
  const faults: Fault[] = [];
  const securitySchemes = compileSecuritySchemes(document, faults);
  const operations = compileOperations(document, securitySchemes, faults);
  if (operations.length === 0) {
    throw new DescriptionError(noOperations(options.location ?? options.name, faults));
  }
  const info = member(document, 'info');
  return Object.freeze({
    name: options.name,
    title: stringMember(info, 'title') ?? options.name,
    version: String(member(info, 'version') ?? ''),
    location: options.location,
    servers: compileServers(document),
    operations,
    securitySchemes,
    faults,
    document,
    validators: new SchemaValidators(document),
  });
}

function requireOpenApi(document: JsonObject, location: string): void {
  const version = document['openapi'];
  if (typeof version === 'string' && /^3\.[012]/.test(version)) return;
  if (document['swagger'] !== undefined) {
    throw new DescriptionError(`${location}: this is Swagger 2.0: convert it to OpenAPI 3`);
  }
  const found =
    version === undefined
      ? `there is no member 'openapi'`
      : `its member 'openapi' is ${JSON.stringify(version)}`;
  throw new DescriptionError(`${location}: this is no OpenAPI 3 description: ${found}`);
}

function noOperations(location: string, faults: readonly Fault[]): string {
  const reasons = faults.map((fault) => `\n  ${fault.pointer}: ${fault.message}`).join('');
  return `${location}: there is nothing to serve: no operation under 'paths'${reasons}`;
}
