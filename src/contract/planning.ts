import { encodeParameter } from '../conformance/parameter-codec.ts';
import { createJudge, type Judge } from '../conformance/judge.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Description } from '../spec/description.ts';
import type { Operation } from '../spec/operation.ts';
import { atPointer, formatPointer } from '../spec/json-pointer.ts';
import { isObject } from '../spec/json.ts';
import { findResources, itemPlaceIn, successContent, type Resource } from '../spec/resource.ts';
import { sourceAt } from '../spec/source-at.ts';
import type { SecurityAlternative } from '../spec/security.ts';
import type { Provenance } from '../spec/source.ts';
import type { Case, CredentialPlan, Phase, Step } from './case.ts';
import type { Law } from './law.ts';
import { makeTemplate, replaceAt, toRequestPlan, type Template } from './template.ts';
import { toRawRequest } from './send-plan.ts';
import type { TargetData } from './target-data.ts';

/** What all makers of cases work with. */
export interface Planning {
  readonly description: Description;
  /** Whether cases may create what they need. */
  readonly mayCreate: boolean;
  /** Varies the values that are made up. */
  readonly seed: number;
  readonly judge: Judge;
  readonly resources: readonly Resource[];
  /** The security schemes for which `default` has a credential. */
  readonly credentials: ReadonlySet<string>;
  /** What is known to work on the target. */
  readonly data: TargetData;
  /** What `validTemplate` has made, by operation and by what was asked for. */
  readonly templates: WeakMap<Operation, Map<string, Template | undefined>>;
}

/** Makes the cases of one kind for one operation. */
export type Maker = (planning: Planning, operation: Operation) => readonly Case[];

export function startPlanning(
  description: Description,
  {
    mayCreate,
    seed,
    credentials = [],
    data = {},
  }: {
    readonly mayCreate: boolean;
    readonly seed: number;
    readonly credentials?: readonly string[];
    readonly data?: TargetData;
  },
): Planning {
  return {
    description,
    mayCreate,
    seed,
    judge: createJudge(description),
    resources: findResources(description),
    credentials: new Set(credentials),
    data,
    templates: new WeakMap(),
  };
}

/** The facts of a case that its maker knows; the id is made from them. */
export interface CaseFacts {
  readonly operationId: string;
  readonly maker: string;
  /** JSON Pointer or name: what tells this case from the maker's others for this operation. */
  readonly place: string;
  readonly title: string;
  readonly phase: Phase;
  readonly provenance: Provenance;
  readonly steps: readonly Step[];
  readonly laws?: readonly Law[];
  readonly rule?: string;
  readonly alone?: true;
}

export function makeCase({ description }: Planning, facts: CaseFacts): Case {
  const { place: _, rule, ...rest } = facts;
  return { laws: [], ...rest, ...(rule !== undefined && { rule }), id: caseId(description, facts) };
}

export function caseId(
  { name }: Description,
  { operationId, maker, place }: Pick<CaseFacts, 'operationId' | 'maker' | 'place'>,
): string {
  return `${name}/${operationId}/${maker}/${place.replace(/^\//, '')}`;
}

/** All the credentials of one alternative of the operation, of the identity that may do everything. */
export function fullCredentials(planning: Planning, operation: Operation): CredentialPlan {
  const schemes = alternativeOf(planning, operation)?.schemes.map(({ scheme }) => scheme.name) ?? [];
  return { identity: 'default', schemes, wrong: [] };
}

/** The first alternative for which there are credentials; where there are none at all, the first. */
export function alternativeOf(planning: Planning, { security }: Operation): SecurityAlternative | undefined {
  return security.find((one) => isHeld(planning, one)) ?? security[0];
}

/** Whether there is a credential for each of its schemes. */
export function isHeld({ credentials }: Planning, { schemes }: SecurityAlternative): boolean {
  return schemes.every(({ scheme }) => scheme.carrier.kind === 'none' || credentials.has(scheme.name));
}

/** `inferred` where one of the parts is. */
export function weakest(...provenances: readonly Provenance[]): Provenance {
  return provenances.includes('inferred') ? 'inferred' : 'documented';
}

export function provenanceAt({ description }: Planning, pointer: string): Provenance {
  return sourceAt(description.document, pointer).provenance;
}

/** What the description's own judge says of a template: none where the request is valid. */
export function violationsOf(planning: Planning, template: Template): readonly Violation[] {
  const { judge } = planning;
  const plan = toRequestPlan(template, fullCredentials(planning, template.operation));
  if (plan === undefined) return [];
  const captures = new Map<string, string>();
  for (const [parameter, value] of template.parameters) {
    if (parameter.location === 'path') captures.set(parameter.name, encodeParameter(parameter, value));
  }
  return judge.request(template.operation)(toRawRequest(plan, {}, {}), captures).violations;
}

/** The fullest template of an operation that is valid; undefined where none could be made. */
export function validTemplate(
  planning: Planning,
  operation: Operation,
  optional: boolean,
  bound: Readonly<Record<string, string>> = {},
): Template | undefined {
  const known = planning.templates.get(operation) ?? new Map<string, Template | undefined>();
  planning.templates.set(operation, known);
  const key = JSON.stringify([optional, bound]);
  if (!known.has(key)) known.set(key, newTemplate(planning, operation, optional, bound));
  return known.get(key);
}

function newTemplate(
  planning: Planning,
  operation: Operation,
  optional: boolean,
  bound: Readonly<Record<string, string>>,
): Template | undefined {
  const make = (all: boolean) =>
    withoutIdentifier(
      planning,
      makeTemplate(planning.description, operation, { optional: all, bound, data: planning.data }),
    );
  const template = make(optional);
  if (isSendable(planning, template)) return template;
  if (optional) return validTemplate(planning, operation, false, bound);
  const filled = { ...template, body: make(true).body }; // some wires cannot carry an empty list
  return isSendable(planning, filled) ? filled : undefined;
}

function isSendable(planning: Planning, template: Template): boolean {
  const { operation, body } = template;
  if (operation.requestBody?.required === true && body === undefined) return false;
  const isWhole = toRequestPlan(template, fullCredentials(planning, operation)) !== undefined;
  return isWhole && violationsOf(planning, template).length === 0;
}

/** An item's identifier is in the path already; in the body it would name another item. */
function withoutIdentifier(planning: Planning, template: Template): Template {
  const { operation, body, bound } = template;
  const resource = planning.resources.find(({ itemPath }) => itemPath === operation.path);
  const value = body?.value;
  if (resource === undefined || body === undefined || Object.keys(bound).length === 0 || !isObject(value)) {
    return template;
  }
  const { description } = planning;
  const place = itemPlaceIn(description, body.mediaType.schema, resource);
  const shown = itemPlaceIn(description, successContent(resource.read ?? operation)?.schema, resource);
  if (place === undefined || (shown !== undefined && shown.key !== place.key)) return template;
  if (atPointer(value, formatPointer([...place.envelope, place.key])) === undefined) {
    return template;
  }
  const shorter = {
    ...template,
    body: { ...body, value: replaceAt(value, formatPointer([...place.envelope, place.key]), undefined) },
  };
  return violationsOf(planning, shorter).length <= violationsOf(planning, template).length
    ? shorter
    : template;
}
