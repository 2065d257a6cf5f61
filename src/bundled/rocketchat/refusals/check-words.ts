import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { Refuse } from '../../../mock/behaviour/behaviour.ts';
import { failure, plainFailure } from './failures.ts';

type Violation = Parameters<Refuse>[0][number];

/**
 * Returns the rank of a violation that a handler finds after the validator: in a new department, further members and those
 * that the validator takes for null, then a closed chat's tag. Undefined where the validator finds it.
 */
export function laterCheck(violation: Violation, id: string, request: RawRequest | undefined) {
  if (violation.where !== 'body') return undefined;
  if (needsTag(violation)) return 5;
  const isLater = id === 'createDepartment' && (isUnknown(violation) || isNull(violation, request));
  return isLater ? 4 : undefined;
}

/**
 * The words for what the handlers check themselves: all of an update, and what they find in a new department after the
 * validator. They name the place from the department on.
 */
export function checkWords(violation: Violation, id: string, request: RawRequest | undefined) {
  const { where, keyword, pointer, params } = violation;
  const isChecked = id === 'updateDepartment' || laterCheck(violation, id, request) !== undefined;
  if (where !== 'body' || !isChecked) return undefined;
  if (needsTag(violation)) return NO_TAG.body;
  const place = (more: readonly string[] = []) => fieldText([...parsePointer(pointer), ...more]);
  switch (keyword) {
    case 'required':
      return matchError(`Missing key '${String(params['missingProperty'])}'${place()}`);
    case 'additionalProperties':
      return matchError(`Unknown key${place([String(params['additionalProperty'])])}`);
    case 'type':
      return matchError(`${typeFault(violation, request)}${place()}`);
    default:
      return undefined;
  }
}

/** True for a fault that comes from a closed chat's need of a tag. */
function needsTag({ keyword, descriptionPointer }: Violation): boolean {
  return keyword === 'if' || descriptionPointer.includes('/then/');
}

const NO_TAG = failure(
  'At least one closing tag is required when the department requires tag(s) on closing conversations.',
  'error-validating-department-chat-closing-tags',
);

/** The members of a new department that may be left out, by what the validator takes for null in place of them. */
const OPTIONAL: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['/department/requestTagBeforeClosingChat', [null, '']],
  ['/department/allowReceiveForwardOffline', [null, '']],
  ['/department/fallbackForwardDepartment', [null]],
  ['/department/offlineMessageChannelName', [null]],
  ['/department/abandonedRoomsCloseCustomMessage', [null]],
  ['/department/waitingQueueMessage', [null]],
  ['/department/chatClosingTags', [null, '', 0, false]],
  ['/department/departmentsAllowedToForward', [null, '', 0, false]],
  ['/agents', [null, '', 0, false]],
]);

function isNull({ pointer }: Violation, request: RawRequest | undefined): boolean {
  return OPTIONAL.get(pointer)?.includes(atPointer(bodyOf(request), pointer)) ?? false;
}

/** The members that the validator knows and the handler takes for further ones. */
const FURTHER: ReadonlySet<string> = new Set([
  '/department/offlineMessageChannelName',
  '/department/abandonedRoomsCloseCustomMessage',
  '/department/waitingQueueMessage',
]);

/** True for a member that may be any scalar. */
function isUnknown({ keyword, params }: Violation): boolean {
  return keyword === 'type' && Array.isArray(params['type']) && params['type'].length > 2;
}

function typeFault(violation: Violation, request: RawRequest | undefined): string {
  const { pointer, params } = violation;
  if (isUnknown(violation) || FURTHER.has(pointer))
    return 'Failed Match.OneOf, Match.Maybe or Match.Optional validation';
  if (pointer === '/agents') return 'Expected Array';
  const [type] = [params['type']].flat();
  const found = atPointer(bodyOf(request), pointer);
  return `Expected ${String(type)}, got ${found === null || isNull(violation, request) ? 'null' : typeof found}`;
}

function matchError(text: string) {
  return plainFailure(`Match error: ${text}`).body;
}

function fieldText(path: readonly string[]): string {
  const inside = path[0] === 'department' && path.length > 1 ? path.slice(1) : path;
  const text = inside.map((name, index) =>
    /^\d+$/.test(name) ? `[${name}]` : index === 0 ? name : `.${name}`,
  );
  return text.length === 0 ? '' : ` in field ${text.join('')}`;
}

/** Returns the value that was sent; undefined where it is in another encoding than UTF-8. */
export function bodyOf(request: RawRequest | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(request?.body)) as unknown;
  } catch {
    return undefined;
  }
}
