import { formatPointer, parsePointer } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import type { Fault } from '../model/fault.ts';
import type { Operation } from '../model/operation.ts';
import type { Schema } from '../schemas/schema.ts';
import { shapeOf, type ValueShape } from '../schemas/value-shape.ts';
import { sentContent, successContent } from './body-content.ts';

/** The effect of an operation on a collection, or `singleton` for a resource that exists once. */
export type InferredRole = (typeof ROLES)[number];

const ROLES = ['create', 'list', 'read', 'replace', 'update', 'delete', 'singleton'] as const;

/** Overrides what is inferred about an operation. Members that are left out are inferred. */
export interface Correction {
  readonly role?: InferredRole;
  /** The collection's path or its last segment, or the singleton's path. An unknown name is a new collection. */
  readonly collection?: string;
  /** The member that identifies an item. */
  readonly key?: string;
  /** JSON Pointer to the item in the response. */
  readonly item?: string;
  /** JSON Pointer to the list in the response. */
  readonly list?: string;
  /** JSON Pointer to the item in the request's body. */
  readonly sent?: string;
}

const MEMBERS = ['role', 'collection', 'key', 'item', 'list', 'sent'] as const;

export interface ReadCorrection {
  /** `false`: nothing is inferred. Undefined: nothing is corrected. */
  readonly correction: Correction | false | undefined;
  /** If there are any, `correction` is undefined. */
  readonly faults: readonly Fault[];
}

interface CorrectionPlace {
  readonly document: JsonObject;
  readonly operation: Operation;
  /** JSON Pointer of the correction. */
  readonly pointer: string;
}

/** Reads a correction, and reports its faults, also those with regard to its operation. */
export function readCorrection(given: unknown, place: CorrectionPlace): ReadCorrection {
  if (given === undefined || given === true) return { correction: undefined, faults: [] };
  if (given === false) return { correction: false, faults: [] };
  if (!isObject(given)) {
    const message = `it is 'false', or an object with ${MEMBERS.join(', ')}`;
    return { correction: undefined, faults: [{ pointer: place.pointer, message }] };
  }
  const written = writtenFaults(given, place);
  const faults = written.length > 0 ? written : [...roleFaults(given, place), ...placeFaults(given, place)];
  return { correction: faults.length > 0 ? undefined : given, faults };
}

/** Returns the faults in the `x-stuntdouble` of all operations. */
export function correctionFaults(document: JsonObject, operations: readonly Operation[]): readonly Fault[] {
  return operations.flatMap((operation) => readOwnCorrection(document, operation).faults);
}

/** Reads the `x-stuntdouble` of an operation. */
export function readOwnCorrection(document: JsonObject, operation: Operation): ReadCorrection {
  const pointer = `${operation.pointer}/x-stuntdouble`;
  return readCorrection(operation.definition['x-stuntdouble'], { document, operation, pointer });
}

/** Returns the role in the correction, or else the usual one for the method and path. */
export function roleOf({ role }: Correction, { method, path }: Operation): InferredRole | undefined {
  if (role !== undefined) return role;
  const usual = path.endsWith('}') ? ITEM_ROLES : COLLECTION_ROLES;
  return Object.hasOwn(usual, method) ? usual[method] : undefined;
}

const ITEM_ROLES: Readonly<Record<string, InferredRole>> = {
  GET: 'read',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'delete',
};

const COLLECTION_ROLES: Readonly<Record<string, InferredRole>> = { GET: 'list', POST: 'create' };

/** Returns the faults of the members by themselves. */
function writtenFaults(given: JsonObject, { pointer }: CorrectionPlace): readonly Fault[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const message = wrongMember(name, value);
    return message === undefined ? [] : [{ pointer: pointer + formatPointer([name]), message }];
  });
}

function wrongMember(name: string, value: unknown): string | undefined {
  if (!(MEMBERS as readonly string[]).includes(name))
    return `there is ${MEMBERS.join(', ')}, and no '${name}'`;
  if (name === 'role' && !(ROLES as readonly unknown[]).includes(value))
    return `a role is ${ROLES.join(', ')}`;
  if (typeof value !== 'string') return 'it is a text';
  const isPointer = name === 'item' || name === 'list' || name === 'sent';
  if (isPointer && value !== '' && !value.startsWith('/'))
    return `'${value}' is not a JSON Pointer: '/${value}'?`;
  return !isPointer && value === '' ? 'it is empty' : undefined;
}

function roleFaults(correction: Correction, { operation, pointer }: CorrectionPlace): readonly Fault[] {
  const role = roleOf(correction, operation);
  if (role === undefined) {
    return [
      { pointer, message: `say the role of ${operation.method} ${operation.path}: ${ROLES.join(', ')}` },
    ];
  }
  const isAboutItem = Object.values(ITEM_ROLES).includes(role);
  return isAboutItem && !operation.path.includes('{')
    ? [{ pointer: `${pointer}/role`, message: `${role} needs a path with a parameter that names the item` }]
    : [];
}

const TAKES_ITEM: readonly unknown[] = ['create', 'replace', 'update', 'singleton'];

/** Returns the faults of pointers that lead nowhere or do not suit the role. */
function placeFaults(
  correction: Correction,
  { document, operation, pointer }: CorrectionPlace,
): readonly Fault[] {
  const { item, list, sent } = correction;
  const role = roleOf(correction, operation);
  const answered = successContent(operation)?.schema;
  const at = (name: 'item' | 'list' | 'sent', message: string | undefined): readonly Fault[] =>
    message === undefined ? [] : [{ pointer: `${pointer}/${name}`, message }];
  return [
    ...at('item', item === undefined ? undefined : wrongPlace(document, answered, item, 'answer')),
    ...at('list', list === undefined ? undefined : wrongPlace(document, answered, list, 'answer')),
    ...at(
      'sent',
      sent === undefined ? undefined : wrongPlace(document, sentContent(operation)?.schema, sent, 'body'),
    ),
    ...at('item', item !== undefined && role === 'list' ? `a list has 'list'` : undefined),
    ...at('list', list !== undefined && role !== 'list' ? `${role} has no list` : undefined),
    ...at('sent', sent !== undefined && !TAKES_ITEM.includes(role) ? `${role} takes no item` : undefined),
  ];
}

function wrongPlace(
  document: JsonObject,
  schema: Schema | undefined,
  pointer: string,
  where: string,
): string | undefined {
  if (schema === undefined) return `there is no JSON ${where} with a schema`;
  const shape = parsePointer(pointer).reduce<ValueShape | undefined>(
    (outer, token) => outer?.property(token),
    shapeOf(document, schema),
  );
  return shape === undefined ? `the schema of the ${where} has nothing at '${pointer}'` : undefined;
}
