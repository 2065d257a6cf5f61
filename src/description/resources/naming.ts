import { expected, oneOf } from './conventions/convention.ts';
import { IDENTIFYING } from './conventions/identifying-names.ts';
import { ofDate, ofTime, TIME_WORDS, TIMES } from './conventions/time-names.ts';

/** Without case and separators: `ownerId` and `owner_id` are the same name. */
export function spelling(name: string): string {
  return name.replace(/[_\-.\s]/g, '').toLowerCase();
}

/** The name of one thing of a collection, without case and separators. */
export function singularOf(segment: string): string {
  return spelling(segment)
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1');
}

/** What a member names an item of, without case and separators: `owner` for `ownerId`; undefined where it names none. */
export function referredName(name: string): string | undefined {
  return REFERRING.exec(spelling(name))?.[1];
}

const REFERRING = new RegExp(`^(.+?)(?:${oneOf(IDENTIFYING.identifier.sure)})$`);

const KEPT_BY_SERVER = [
  ofTime(expected(TIMES.creation, TIMES.change, TIMES.deletion), [...TIME_WORDS, 'by']),
  ofDate(expected(TIMES.noun)),
];

/** Whether a server sets a member of that name itself, whatever is sent. */
export function isKeptByServer(name: string): boolean {
  return KEPT_BY_SERVER.some((pattern) => pattern.test(name));
}

/** Members that refer to other items: nobody knows another identifier that exists. */
export const REFERENCE = new RegExp(
  `^_?id$|_id$|Ids?$|[a-z]ID$|^(${oneOf(expected(IDENTIFYING.reference))})$`,
);
