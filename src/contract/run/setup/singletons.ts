import { exactText } from '../../../base/exact-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject, member } from '../../../base/json.ts';
import { resolveReference } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { readOwnCorrection } from '../../../description/resources/correction.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { singletonRead } from '../../../description/resources/resource.ts';
import { headerValue } from '../../../http/message.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import { riskyStep } from './risk.ts';
import type { Case, RequestPlan, Step } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { fullCredentials } from '../../plan/requests/credential-plan.ts';
import type { Planning } from '../../plan/requests/planning.ts';
import { toRequestPlan } from '../../plan/requests/template.ts';
import { validTemplate } from '../../plan/requests/valid-template.ts';

type Members = Readonly<Record<string, unknown>>;

/** One thing that a path stands for, which a case changes and a GET of the same path shows. */
export interface Singleton {
  readonly read: Operation;
  readonly write: Operation;
}

/**
 * Returns the singleton that a risky case changes; undefined for an action, of which nothing shows what it changes. What a
 * POST sends is a change only where the GET of the same path shows some of its members. `x-stuntdouble: false` makes an
 * action of the operation.
 */
export function singletonOf(one: Case, { description, resources }: Planning): Singleton | undefined {
  const write = description.operationById(riskyStep(one, { resources })?.operationId);
  if (write === undefined || !['PUT', 'PATCH', 'POST'].includes(write.method)) return undefined;
  if (readOwnCorrection(description.document, write).correction === false) return undefined;
  const read = singletonRead(description.operations, resources, write.path);
  const shown = read && propertiesOf(description, successContent(read)?.schema?.definition, read.pointer);
  if (read === undefined || shown === undefined) return undefined;
  const isAction =
    write.method === 'POST' && !Object.keys(writableOf(write, description)).some((name) => name in shown);
  return isAction ? undefined : { read, write };
}

/** Names of members that are secrets, and what stands in their place when they are shown. */
const SECRET = /pass(word|phrase)?$|secret|token$|api_?key$|private_?key$/i;
const MASK = /^[*•x●]{3,}$|^(redacted|hidden|masked)$/i;

/**
 * Returns why a singleton cannot be put back as it was: what it shows is not all that can be written, or is masked.
 * Undefined where it can.
 */
export function cannotPutBack(
  { write }: Singleton,
  shown: unknown,
  { description }: Pick<Planning, 'description'>,
): string | undefined {
  if (!isObject(shown)) return 'its GET shows no object';
  for (const [name, schema] of Object.entries(writableOf(write, description))) {
    if (member(schema, 'writeOnly') === true) return `${name} is writeOnly`;
    if (member(schema, 'format') === 'password' || SECRET.test(name)) return `${name} is a secret`;
    if (!Object.hasOwn(shown, name)) return `its GET does not show ${name}`;
    if (MASK.test(String(shown[name]))) return `${name} is masked`;
  }
  return undefined;
}

/**
 * Returns the request that puts a singleton back, with the tag that it has now: a PATCH of the members that have changed,
 * else all members that can be written.
 */
export function putBackRequest(
  { write }: Singleton,
  shown: Members,
  now: Exchange | undefined,
  planning: Planning,
): RequestPlan | undefined {
  const template = validTemplate(planning, write, false);
  const request = template && toRequestPlan(template, fullCredentials(planning, write));
  const json = write.requestBody?.content.find(isJsonContent);
  if (request === undefined || json === undefined) return undefined;
  const writable = writableOf(write, planning.description);
  const present = now?.validation?.body;
  const isSame = (name: string) => equalJson(atPointer(present, formatPointer([name])), shown[name]);
  const names = Object.keys(shown).filter(
    (name) => Object.hasOwn(writable, name) && !(write.method === 'PATCH' && isSame(name)),
  );
  const body = Object.fromEntries(names.map((name) => [name, shown[name]]));
  const tag = now?.response && headerValue(now.response.headers, 'etag');
  const headers = {
    ...request.headers,
    'content-type': json.range,
    ...(tag !== undefined && { 'if-match': tag }),
  };
  return { ...request, headers, body: exactText(body) };
}

/** Returns the step that reads a singleton. */
export function readStep({ read }: Singleton, planning: Planning): Step | undefined {
  const template = validTemplate(planning, read, false);
  const request = template && toRequestPlan(template, fullCredentials(planning, read));
  if (request === undefined) return undefined;
  const expect = { outcome: 'any', statuses: [], confidence: 'advice' } as const;
  return { name: 'read as it is', role: 'setup', operationId: read.id, request, expect, bind: {} };
}

/** True where the members that can be written are what they were. */
export function isPutBack(
  { write }: Singleton,
  before: Members,
  after: unknown,
  { description }: Planning,
): boolean {
  return Object.keys(writableOf(write, description)).every(
    (name) =>
      !Object.hasOwn(before, name) || equalJson(atPointer(after, formatPointer([name])), before[name]),
  );
}

/** Returns the schemas of the members that a JSON body of the operation may set, by name. */
function writableOf({ requestBody }: Operation, description: Description): Members {
  const json = requestBody?.content.find(isJsonContent);
  const all = propertiesOf(description, json?.schema?.definition, json?.schema?.pointer ?? '') ?? {};
  return Object.fromEntries(Object.entries(all).filter(([, schema]) => member(schema, 'readOnly') !== true));
}

function propertiesOf({ document }: Description, schema: unknown, pointer: string): Members | undefined {
  const { node } = resolveReference(document, (schema ?? true) as never, pointer);
  const properties = member(node, 'properties');
  return isObject(properties) ? properties : undefined;
}
