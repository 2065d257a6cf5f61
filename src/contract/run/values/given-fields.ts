import { withoutCredential } from '../../../codec/credential.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { NO_BODY, type HeaderFields } from '../../../http/message.ts';
import type { Case, Step } from '../../case/case.ts';
import type { Identities } from '../../case/identities.ts';
import { settingsOf, type SettingsByOperation } from '../../case/operation-settings.ts';
import { fullCredentials } from '../../plan/requests/credential-plan.ts';
import type { Planning } from '../../plan/requests/planning.ts';
import { toRequestPlan } from '../../plan/requests/template.ts';
import { validTemplate } from '../../plan/requests/valid-template.ts';

/** Which of the caller's header fields go with a request, and which of its own give way to them. */
export interface GivenFields {
  /** By name in lower case; an empty value leaves the field out. */
  readonly given: Readonly<Record<string, string>>;
  /** The names of the request's own fields that are not sent. */
  readonly replaced: ReadonlySet<string>;
}

/** What decides which fields go with a request. */
export interface GivenFieldsContext {
  readonly description: Description;
  /** The caller's header fields. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is different for single operations. */
  readonly perOperation: SettingsByOperation;
  readonly identities: Identities;
  readonly planning: () => Planning;
}

const NONE: GivenFields = { given: {}, replaced: new Set() };

/**
 * Returns the caller's header fields that go with a step: all but those that the case is about. A case is about a field
 * whose value differs from the valid requests of its operation, and about credentials where it sends others than these.
 */
export function givenFields(one: Case, step: Step, context: GivenFieldsContext): GivenFields {
  const operation = context.description.operationById(step.operationId);
  const headers = { ...context.headers, ...settingsOf(context.perOperation, operation).headers };
  const names = Object.keys(headers);
  if (names.length === 0) return NONE;
  const free = names.filter(
    (name) => operation === undefined || !isAbout(one, step, operation, name, context),
  );
  const fields = Object.fromEntries(free.map((name) => [name, headers[name] ?? '']));
  return {
    given: withoutCarried(fields, step, operation, context),
    replaced: new Set(free.filter((name) => Object.hasOwn(step.request.headers, name))),
  };
}

function isAbout(
  { phase }: Case,
  { role, request }: Step,
  operation: Operation,
  name: string,
  { planning }: GivenFieldsContext,
): boolean {
  if (role !== 'subject' || phase === 'generated') return false; // several values vary at once
  const planned = request.headers[name];
  const small = validHeaders(planning(), operation, false);
  if (planned === undefined) return small?.[name] !== undefined;
  const usual = [small, validHeaders(planning(), operation, true)].flatMap((fields) => fields?.[name] ?? []);
  return usual.length > 0 && !usual.includes(planned);
}

function validHeaders(
  planning: Planning,
  operation: Operation,
  optional: boolean,
): Readonly<Record<string, string>> | undefined {
  const template = validTemplate(planning, operation, optional);
  return template && toRequestPlan(template, fullCredentials(planning, operation))?.headers;
}

/** Leaves out what carries a credential that the request has of its own, and all credentials where the case is about them. */
function withoutCarried(
  fields: Readonly<Record<string, string>>,
  { request: { credentials } }: Step,
  operation: Operation | undefined,
  { description: { securitySchemes }, identities, planning }: GivenFieldsContext,
): Readonly<Record<string, string>> {
  const isAboutThem =
    credentials.identity !== 'default' ||
    credentials.wrong.length + (credentials.empty?.length ?? 0) > 0 ||
    (operation !== undefined && !isSame(credentials.schemes, fullCredentials(planning(), operation).schemes));
  const held = identities[credentials.identity]?.credentials ?? {};
  const own = securitySchemes.filter(
    ({ name }) => isAboutThem || (credentials.schemes.includes(name) && Object.hasOwn(held, name)),
  );
  const entries = Object.entries(fields);
  const sent = own.reduce(
    (headers: HeaderFields, scheme) =>
      withoutCredential({ method: '', target: '', headers, body: NO_BODY }, scheme).headers,
    Object.fromEntries(isAboutThem ? entries : entries.filter(([, value]) => value !== '')),
  );
  const left = entries.filter(([, value]) => value === '' && !isAboutThem);
  const texts = Object.entries(sent).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return Object.fromEntries([...texts, ...left]);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name) => right.includes(name));
}
