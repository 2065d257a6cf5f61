/** Turns a value into the documented type, as the product's validator (Ajv with `coerceTypes`) does. */
type Coercion = (value: unknown) => unknown;

export function coercedText(value: unknown): string {
  return value === null ? '' : String(value);
}

const boolean = (value: unknown) => value === true || value === 'true' || value === 1;
const texts: Coercion = (value) => (Array.isArray(value) ? value.map(coercedText) : null);

/** Admits null, and takes the empty text for it where the type has none. */
const optional =
  (coercion: Coercion, nothing: unknown = null): Coercion =>
  (value) =>
    value === null || value === nothing ? null : coercion(value);

/** By the names of a department's members. Others stay as they are sent. */
const MEMBERS: ReadonlyMap<string, Coercion> = new Map<string, Coercion>([
  ['name', coercedText],
  ['email', coercedText],
  ['enabled', boolean],
  ['showOnRegistration', boolean],
  ['showOnOfflineForm', boolean],
  ['description', optional(coercedText)],
  ['fallbackForwardDepartment', optional(coercedText)],
  ['offlineMessageChannelName', optional(coercedText)],
  ['abandonedRoomsCloseCustomMessage', optional(coercedText)],
  ['waitingQueueMessage', optional(coercedText)],
  ['requestTagBeforeClosingChat', optional(boolean, '')],
  ['allowReceiveForwardOffline', optional(boolean, '')],
  ['chatClosingTags', texts],
  ['departmentsAllowedToForward', texts],
]);

/** The members that every department has. */
interface Sent {
  readonly name: unknown;
  readonly enabled: unknown;
  readonly showOnRegistration: unknown;
}

/** Returns a department's members as they are stored. */
export function coercedDepartment(sent: Sent) {
  const members = Object.entries(sent).map(([name, value]: [string, unknown]) => {
    const coercion = MEMBERS.get(name);
    return [name, coercion === undefined ? value : coercion(value)] as const;
  });
  const { name, enabled, showOnRegistration } = sent;
  return {
    ...Object.fromEntries(members),
    name: coercedText(name),
    enabled: boolean(enabled),
    showOnRegistration: boolean(showOnRegistration),
  };
}

/** Returns a whole number; undefined for null and an empty text, which count as left out. */
export function coercedNumber(value: unknown): number | undefined {
  return value === undefined || value === null || value === '' ? undefined : Math.trunc(Number(value));
}
