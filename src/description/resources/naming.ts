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
  return /^(.+?)(?:id|uuid)$/.exec(spelling(name))?.[1];
}

const KEPT_BY_SERVER = [
  /^_?(created|updated|modified|deleted|inserted|last_?(updated|modified|changed))([_-]?(at|on|by|date|time|timestamp))?$/i,
  /^_?(creation|update|modification|deletion|insertion|last_?(update|change))[_-]?(date|time|timestamp)$/i,
];

/** Whether a server sets a member of that name itself, whatever is sent. */
export function isKeptByServer(name: string): boolean {
  return KEPT_BY_SERVER.some((pattern) => pattern.test(name));
}

/** Members that refer to other items: nobody knows another identifier that exists. */
export const REFERENCE = /^_?id$|_id$|Ids?$|[a-z]ID$|^(uuid|key|slug|type|kind)$/;
