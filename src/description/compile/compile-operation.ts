import { member, stringMember, type JsonObject } from '../../base/json.ts';
import { lastMemoised, once } from '../../base/memoise.ts';
import { writtenPlace } from '../document/external-documents.ts';
import { templateNames } from '../document/path-template.ts';
import type { FindBrokenReference } from '../lint/broken-references.ts';
import type { DisabledOperation } from '../model/disabled-operation.ts';
import type { FaultList } from '../model/fault.ts';
import type { Operation, Webhook } from '../model/operation.ts';
import type { SecurityAlternative, SecurityScheme } from '../model/security.ts';
import { DOCUMENTED, sourceOf, type Source } from '../model/source.ts';
import { twinGroups } from '../model/twins.ts';
import { parameterCheck } from './check-parameters.ts';
import { compileCallbacks, compileWebhooks } from './compile-callbacks.ts';
import { compileRequestBody, compileResponses } from './compile-messages.ts';
import { compileParameters, undescribedParameter } from './compile-parameter.ts';
import { compileSecurity, schemesAtOnePlace, undeclaredSchemes } from './compile-security.ts';
import { compileServers } from './compile-servers.ts';
import { schemeAt, type SharedPlace } from './credential-places.ts';
import { operationPlaces, type OperationPlace } from './operation-places.ts';

/** The context that operations are compiled in. */
interface OperationContext {
  readonly document: JsonObject;
  /** The path or URL of the description, which relative servers are resolved against. */
  readonly location: string | undefined;
  /** The servers of the description. */
  readonly servers: readonly string[];
  readonly schemes: readonly SecurityScheme[];
  readonly findBrokenReference: FindBrokenReference;
  readonly faults: FaultList;
}

/** What operations share that have no security of their own. */
interface Shared {
  readonly securityOf: (definition: JsonObject, source: Source) => readonly SecurityAlternative[];
  readonly faultsOf: (definition: JsonObject) => SchemeFaults;
}

interface CompiledOperations {
  readonly operations: readonly Operation[];
  readonly webhooks: () => readonly Webhook[];
  readonly disabled: readonly DisabledOperation[];
}

/** Compiles the operations in the description's order; those with broken references are disabled. */
export function compileOperations(context: OperationContext): CompiledOperations {
  const operations: Operation[] = [];
  const disabled: DisabledOperation[] = [];
  const ids = new Set<string>();
  const shared = sharedSecurity(context);
  const checkParameters = parameterCheck(context.document, context.faults);
  for (const place of operationPlaces(context, disabled)) {
    const id = idOf(place, ids, context.faults);
    const broken = brokenReferenceOf(place, context);
    if (broken === undefined) {
      const operation = compileOperation(id, place, context, shared);
      operations.push(operation);
      checkParameters(place, operation.security);
      reportSchemes(place, shared, context.faults);
    } else {
      const reason = `${broken.reason} (needed at ${writtenPlace(broken.pointer)})`;
      const { method, path, pointer } = place;
      disabled.push({ id, method, path, pointer, reason });
    }
  }
  reportTwins(operations, context.faults);
  const webhooks = once(() =>
    compileWebhooks(context.document, (id, place) => compileSound(id, place, context, shared)),
  );
  return { operations, disabled, webhooks };
}

function brokenReferenceOf({ definition, item }: OperationPlace, { findBrokenReference }: OperationContext) {
  return findBrokenReference(
    { node: definition, kind: 'operation' },
    { node: item['parameters'], kind: 'parameter' },
  );
}

function compileSound(
  id: string,
  place: OperationPlace,
  context: OperationContext,
  shared: Shared,
): Operation | undefined {
  return brokenReferenceOf(place, context) === undefined
    ? compileOperation(id, place, context, shared)
    : undefined;
}

/** Reports operations that no request tells apart from an earlier one. */
function reportTwins(operations: readonly Operation[], faults: FaultList): void {
  for (const [first, ...others] of twinGroups(operations)) {
    for (const { id, pointer } of others) {
      const message = `no request to ${id} can be told from one to ${first?.id}: the first one that it fits answers`;
      faults.add(`twin ${id}`, () => ({ pointer, message }));
    }
  }
}

/** Returns the `operationId`; without one, or where it is taken, the method and path. */
function idOf(
  { key, method, definition, pointer }: OperationPlace,
  ids: Set<string>,
  faults: FaultList,
): string {
  const written = member(definition, 'operationId');
  const given = typeof written === 'number' ? String(written) : stringMember(definition, 'operationId');
  const fallback = `${method} ${key}`;
  const isTaken = given !== undefined && ids.has(given);
  if (isTaken) {
    const message = `the operationId '${given}' is taken: this operation is called '${fallback}'`;
    faults.add(`operationId ${pointer}`, () => ({ pointer: `${pointer}/operationId`, message }));
  }
  const id = given === undefined || isTaken ? fallback : given;
  ids.add(id);
  return id;
}

interface SchemeFaults {
  readonly undeclared: readonly string[];
  readonly atOnePlace: readonly SharedPlace[];
}

/** Compiles what the description requires of all operations once. */
function sharedSecurity({ document, schemes }: OperationContext): Shared {
  const faultsIn = (definition: JsonObject): SchemeFaults => ({
    undeclared: undeclaredSchemes(document, definition, schemes),
    atOnePlace: schemesAtOnePlace(document, definition, schemes),
  });
  const faultsOfAll = once(() => faultsIn({}));
  const securityOfAll = lastMemoised((source: Source) => compileSecurity(document, {}, schemes, source));
  const isShared = (definition: JsonObject) => (definition['security'] ?? null) === null;
  return {
    faultsOf: (definition) => (isShared(definition) ? faultsOfAll() : faultsIn(definition)),
    securityOf: (definition, source) =>
      isShared(definition) && definition['x-security-source'] === undefined
        ? securityOfAll(source)
        : compileSecurity(document, definition, schemes, source),
  };
}

/** Reports the schemes that nothing describes, and those that a request has no room for. */
function reportSchemes(
  { definition, pointer }: OperationPlace,
  { faultsOf }: Shared,
  faults: FaultList,
): void {
  const place = definition['security'] === undefined ? '/security' : `${pointer}/security`;
  const { undeclared, atOnePlace } = faultsOf(definition);
  for (const name of undeclared) {
    const message = `the security scheme '${name}' is not described: nothing is asked for it`;
    faults.add(`security ${name}`, () => ({ pointer: place, message }));
  }
  for (const { kept, dropped, place: shared } of atOnePlace) {
    const message = `the security schemes '${kept}' and '${dropped}' share one place in a request, ${shared}: only '${kept}' is asked for`;
    faults.add(`security ${kept} ${dropped}`, () => ({ pointer: place, message }));
  }
}

/** What has been compiled of an operation. */
interface Kept {
  security?: Operation['security'];
  parameters?: Operation['parameters'];
  requestBody?: { readonly value: Operation['requestBody'] };
  responses?: Operation['responses'];
  callbacks?: Operation['callbacks'];
}

/** Compiles what routing needs; parameters, bodies, responses and security are compiled on first use. */
function compileOperation(
  id: string,
  place: OperationPlace,
  context: OperationContext,
  shared: Shared,
): Operation {
  const { method, path, query, item, itemPointer, definition, pointer } = place;
  const { document, location } = context;
  const { securityOf } = shared;
  const source = sourceOf(definition, sourceOf(item, sourceOf(document, DOCUMENTED)));
  const servers = definition['servers'] ?? item['servers'];
  const kept: Kept = {}; // in place of a function that keeps its result for each: large descriptions have thousands
  const securityOnce = () => (kept.security ??= securityOf(definition, source));
  const described = () => {
    const named = new Set(templateNames(path));
    const found = compileParameters(document, item, itemPointer, definition, pointer, source).filter(
      (parameter) =>
        parameter.location === 'path'
          ? named.has(parameter.name)
          : schemeAt(securityOnce(), parameter) === undefined,
    );
    const known = new Set(found.flatMap(({ location: at, name }) => (at === 'path' ? [name] : [])));
    const others = [...named].filter((name) => !known.has(name));
    return [...others.map((name) => undescribedParameter(document, name, pointer, source)), ...found];
  };
  return {
    id,
    method,
    path,
    query,
    summary: stringMember(definition, 'summary'),
    pointer,
    source,
    servers: servers === undefined ? context.servers : compileServers(servers, location),
    get parameters() {
      return (kept.parameters ??= described());
    },
    get requestBody() {
      kept.requestBody ??= { value: compileRequestBody(definition, pointer, document, source) };
      return kept.requestBody.value;
    },
    get responses() {
      return (kept.responses ??= compileResponses(definition, pointer, document, source));
    },
    get security() {
      return securityOnce();
    },
    get callbacks() {
      return (kept.callbacks ??= compileCallbacks(
        document,
        definition['callbacks'],
        `${pointer}/callbacks`,
        (name, inner) => compileSound(name, inner, context, shared),
      ));
    },
    definition,
  };
}
