/** Names of members that hold the reason, as `bareName` writes them, the likeliest first. */
const REASON_NAMES = [
  'message',
  'msg',
  'err',
  'errormessage',
  'errormsg',
  'detail',
  'errordescription',
  'reason',
  'description',
  'details',
  'error',
  'text',
  'faultstring',
  'title',
];

/** Names of members that hold the status. */
export const STATUS_NAMES = /^(status|statuscode|httpstatus|httpstatuscode|httpcode|code|errorcode)$/;

/** Returns a title as an error code: `not_found`. */
export function slugOf(title: string): string {
  return title.toLowerCase().replace(/\W+/g, '_');
}

/** Returns the name of the member that most likely holds the reason. */
export function reasonNameIn(object: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(object).filter((name) => typeof object[name] === 'string');
  return REASON_NAMES.map((wanted) => names.find((name) => bareName(name) === wanted)).find(
    (name) => name !== undefined,
  );
}

export function isStatus(value: unknown): boolean {
  return typeof value === 'number' && value >= 400 && value < 600;
}

/** Returns a name in lower case, without `_`, `-` and `$`. */
export function bareName(name: string): string {
  return name.replace(/[_\-$]/g, '').toLowerCase();
}
