/** Turns a value into the documented type, as the product's validator (Ajv with `coerceTypes`) does. */
type Coercion = (value: unknown) => unknown;

export function coercedText(value: unknown): string {
  return value === null ? '' : String(value);
}

const boolean = (value: unknown) => value === true || value === 'true' || value === 1;
const texts: Coercion = (value) => (Array.isArray(value) ? value.map(coercedText) : value);

const orNull =
  (coercion: Coercion): Coercion =>
  (value) =>
    value === null ? null : coercion(value);

/** By the names of a department's members. Others stay as they are sent. */
const MEMBERS: ReadonlyMap<string, Coercion> = new Map<string, Coercion>([
  ['name', coercedText],
  ['email', coercedText],
  ['enabled', boolean],
  ['showOnRegistration', boolean],
  ['showOnOfflineForm', boolean],
  ['description', orNull(coercedText)],
  ['fallbackForwardDepartment', coercedText],
  ['offlineMessageChannelName', coercedText],
  ['abandonedRoomsCloseCustomMessage', coercedText],
  ['waitingQueueMessage', coercedText],
  ['requestTagBeforeClosingChat', boolean],
  ['allowReceiveForwardOffline', boolean],
  ['chatClosingTags', texts],
  ['departmentsAllowedToForward', texts],
]);

/** The members that every department has. */
interface Sent {
  readonly name: unknown;
  readonly enabled: unknown;
  readonly showOnRegistration: unknown;
}

/** A new department before the server adds its own members. */
interface Coerced {
  readonly name: string;
  readonly enabled: boolean;
  readonly showOnRegistration: boolean;
  readonly [field: string]: unknown;
}

/** Returns a department's members as they are stored. */
export function coercedDepartment(sent: Sent): Coerced {
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
