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
