import { member, stringMember, type JsonObject } from '../../base/json.ts';
import { once } from '../../base/memoise.ts';
import { brokenReferenceFinder } from '../lint/broken-references.ts';
import { lintDocument, type LintResult } from '../lint/lint-document.ts';
import { DescriptionError } from '../model/description-error.ts';
import type { Description } from '../model/description.ts';
import type { DisabledOperation } from '../model/disabled-operation.ts';
import type { Fault } from '../model/fault.ts';
import { operationsById } from '../model/operations-by-id.ts';
import { putInPlace } from '../normalise/misplaced-reference.ts';
import { normaliseDocument } from '../normalise/normalise-document.ts';
import { correctionFaults } from '../resources/correction.ts';
import { KNOWN_FORMATS } from '../schemas/keywords/known-formats.ts';
import { SchemaValidators } from '../schemas/schema-validators.ts';
import { compileOperations } from './compile-operation.ts';
import { compileSecuritySchemes } from './compile-security.ts';
import { compileServers } from './compile-servers.ts';
import { openBasePaths } from './open-base-paths.ts';

interface CompileOptions {
  readonly name: string;
  readonly location: string | undefined;
  /** The text that it was read from, where that is not a file. */
  readonly text?: string | undefined;
  /** Where parts that overlays have changed are from: JSON Pointers by JSON Pointer. */
  readonly origins?: ReadonlyMap<string, string> | undefined;
  /** Custom formats, which are not reported as unknown. */
  readonly formats?: readonly string[] | undefined;
  /** The faults that were found while the document was read. */
  readonly faults?: readonly Fault[] | undefined;
  /** True where nothing in the document stands in two places. Default: that is not known. */
  readonly isTree?: boolean | undefined;
}

/**
 * Compiles a document of any version into the model that everything else works with. Changes the document.
 * @throws DescriptionError where it is not an OpenAPI description, or none of its operations can be served
 */
export function compileDescription(given: JsonObject, options: CompileOptions): Description {
  const { name, location, formats = [] } = options;
  const document = normaliseDocument(given, location ?? name);
  const isTree = options.isTree === true && document === given; // a conversion may share what it adds
  const { faults, broken } = lintMended(document, new Set([...KNOWN_FORMATS, ...formats]), isTree);
  const securitySchemes = compileSecuritySchemes(document);
  const servers = compileServers(document['servers'], location);
  const { operations, disabled, webhooks } = compileOperations({
    document,
    location,
    servers,
    schemes: securitySchemes,
    findBrokenReference: brokenReferenceFinder(document, broken),
    faults,
  });
  if (operations.length === 0 && !isOnlyWebhooks(document)) {
    throw new DescriptionError(nothingToServe(location ?? name, disabled));
  }
  const info = document['info'];
  return Object.freeze({
    name,
    title: stringMember(info, 'title') ?? name,
    version: String(member(info, 'version') ?? ''),
    location,
    text: options.text,
    origins: options.origins ?? new Map<string, string>(),
    servers,
    openBasePaths: once(() => openBasePaths(document)),
    operations,
    operationById: operationsById(operations),
    webhooks,
    disabled,
    securitySchemes,
    faults: [...(options.faults ?? []), ...faults.list(), ...correctionFaults(document, operations)],
    document,
    validators: new SchemaValidators(document),
  });
}

/** Replaces misplaced references to maps by the maps, and lints the document again, which then has more parts. */
function lintMended(document: JsonObject, formats: ReadonlySet<string>, isTree: boolean): LintResult {
  const linted = lintDocument(document, formats, isTree);
  const { misplaced } = linted;
  const mended = misplaced.filter(
    ({ place, outcome }) => outcome.kind === 'resolved' && putInPlace(place, outcome.target.node),
  );
  return mended.length > 0 ? lintDocument(document, formats) : linted;
}

/** True for descriptions without paths, which OpenAPI 3.1 allows, though there is nothing to call. */
function isOnlyWebhooks(document: JsonObject): boolean {
  return document['paths'] === undefined && document['webhooks'] !== undefined;
}

function nothingToServe(location: string, disabled: readonly DisabledOperation[]): string {
  if (disabled.length === 0) return `${location}: there is nothing to serve: no operation under 'paths'`;
  const reasons = [...new Set(disabled.map(({ reason }) => reason))].map((reason) => {
    const [first, ...others] = disabled.filter((operation) => operation.reason === reason);
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return `\n  ${first?.method} ${first?.path}${more}: ${reason}`;
  });
  return `${location}: there is nothing to serve: none of its operations can be used${reasons.join('')}`;
}
