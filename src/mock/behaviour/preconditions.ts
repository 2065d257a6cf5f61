import { headerValue, type HeaderFields } from '../../http/message.ts';

/** The validators of a representation (RFC 9110, section 8.8). */
export interface Validators {
  /** The entity tags of its media types, without quotes. */
  readonly tags: readonly string[];
  /** In milliseconds since 1970; undefined when it is not known. */
  readonly lastModified: number | undefined;
}

/** The conditions of a request (RFC 9110, section 13.1). Undefined: the request has no such field. */
interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
  readonly ifUnmodifiedSince: string | undefined;
}

/** Reads the conditions of a request; undefined when it has none. */
export function readConditions(headers: HeaderFields): Conditions | undefined {
  const [ifMatch, ifNoneMatch] = [headerValue(headers, 'if-match'), headerValue(headers, 'if-none-match')];
  const ifModifiedSince = headerValue(headers, 'if-modified-since');
  const ifUnmodifiedSince = headerValue(headers, 'if-unmodified-since');
  const conditions = { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince };
  return Object.values(conditions).every((value) => value === undefined) ? undefined : conditions;
}

/** The outcome of the conditions: the request is done, or is answered with 304 or 412. */
type Precondition = 'holds' | 'notModified' | 'failed';

/**
 * Evaluates the conditions in the order of RFC 9110, section 13.2.2. `current` is the representation that there is now;
 * undefined when there is none. `isRead`: the method is GET or HEAD.
 */
export function evaluate(
  { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince }: Conditions,
  current: Validators | undefined,
  isRead: boolean,
): Precondition {
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, current, isStrong)) return 'failed';
  } else if (isLaterThan(current, ifUnmodifiedSince)) return 'failed';
  if (ifNoneMatch !== undefined) {
    if (matches(ifNoneMatch, current, () => true)) return isRead ? 'notModified' : 'failed';
    return 'holds';
  }
  if (!isRead || ifModifiedSince === undefined || current?.lastModified === undefined) return 'holds';
  const since = Date.parse(ifModifiedSince);
  return Number.isNaN(since) || isLaterThan(current, ifModifiedSince) ? 'holds' : 'notModified';
}

/** True when a list of entity tags has one of the current ones; `*` is any (RFC 9110, sections 13.1.1 and 13.1.2). */
function matches(
  field: string,
  current: Validators | undefined,
  counts: (tag: EntityTag) => boolean,
): boolean {
  if (current === undefined) return false;
  if (field.trim() === '*') return true;
  return entityTags(field).some((tag) => counts(tag) && current.tags.includes(tag.opaque));
}

interface EntityTag {
  readonly isWeak: boolean;
  readonly opaque: string;
}

/** Weak tags never match for If-Match (RFC 9110, section 8.8.3.2). */
function isStrong({ isWeak }: EntityTag): boolean {
  return !isWeak;
}

/** Reads a list of entity tags; also without quotes, as some clients and descriptions write them. */
function entityTags(field: string): readonly EntityTag[] {
  return [...field.matchAll(/(W\/)?(?:"([^"]*)"|([^\s,"]+))/g)].map(([, weak, quoted, bare]) => ({
    isWeak: weak !== undefined,
    opaque: quoted ?? bare ?? '',
  }));
}

/** True when the representation was modified after a date, to the second; a date that cannot be read is ignored. */
function isLaterThan(current: Validators | undefined, date: string | undefined): boolean {
  const moment = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(moment) || current?.lastModified === undefined) return false;
  return Math.floor(current.lastModified / 1000) > Math.floor(moment / 1000);
}
