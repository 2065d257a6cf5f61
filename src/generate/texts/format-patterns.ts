const HEX = '[0-9a-f]{1,4}';
const DAY = String.raw`(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d`;
const FRACTION = String.raw`(?:\.\d{1,9})?`;
const OFFSET = String.raw`(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const NAME = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?';
const PATH = String.raw`(?:\/[\w.~+!$&'()*,;=:@-]*)*`;
const REST = String.raw`(?:\?[\w.~=&+:\/-]*)?(?:#[\w.~=&:\/-]*)?`;

/**
 * Patterns of formats, for texts that have to fit something else too. The first one has the usual texts of a format, the
 * last one nearly all of them.
 */
const FORMAT_PATTERNS: Readonly<Record<string, readonly string[]>> = {
  'date-time': [
    `^20[12]\\d-${DAY}T${TIME}Z$`,
    `^20[12]\\d-${DAY}T${TIME}(?:\\.\\d{1,6})?(?:Z|[+-]0\\d:[03]0)$`,
    `^\\d{4}-${DAY}T${TIME}${FRACTION}${OFFSET}$`,
  ],
  date: [`^20[12]\\d-${DAY}$`, `^\\d{4}-${DAY}$`],
  time: [`^${TIME}Z$`, `^${TIME}${FRACTION}${OFFSET}$`],
  duration: [
    String.raw`^P(?:\d{1,2}D|\d{1,2}DT\d{1,2}H|T\d{1,2}H)$`,
    String.raw`^P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|\d+W)$`,
  ],
  email: [
    '^[a-z]{2,12}[.-]?[a-z0-9]{1,8}@example\\.com$',
    `^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:${NAME}\\.)+[A-Za-z]{2,12}$`,
  ],
  hostname: ['^[a-z]{1,12}(?:-[a-z0-9]{1,6})?\\.example\\.com$', `^${NAME}(?:\\.${NAME})*$`],
  ipv4: [`^192\\.0\\.2\\.${OCTET}$`, `^(?:${OCTET}\\.){3}${OCTET}$`],
  ipv6: [
    `^2001:db8::${HEX}$`,
    `^(?:${HEX}:){7}${HEX}$|^(?:${HEX}:){0,3}${HEX}::(?:${HEX}:){0,2}${HEX}$|^::(?:${HEX})?$`.replaceAll(
      'a-f',
      'a-fA-F',
    ),
  ],
  uri: [
    `^https://example\\.com/[a-z0-9/._-]*$`,
    `^[a-z][a-z0-9+.-]{1,8}:\\/\\/${NAME}(?:\\.${NAME})*(?::\\d{2,4})?${PATH}${REST}$`,
    '^(?:urn|mailto|tag):[A-Za-z0-9]+(?:[:.@-][A-Za-z0-9]+)*$',
  ],
  'uri-reference': ['^/[a-z0-9/._-]*$', `^(?:https:\\/\\/${NAME})?${PATH}${REST}$`],
  uuid: [
    '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  ],
  'json-pointer': ['^(?:/[A-Za-z0-9_-]*)*$'],
  byte: ['^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'],
  int64: ['^[1-9]\\d{0,17}$'],
  int32: ['^[1-9]\\d{0,8}$'],
};

/** The formats that have the texts of another. */
const ALIKE: Readonly<Record<string, string>> = {
  'idn-email': 'email',
  'idn-hostname': 'hostname',
  url: 'uri',
  iri: 'uri',
  'iri-reference': 'uri-reference',
  'uri-template': 'uri-reference',
};

/** Returns the patterns of a format, usual texts first; none for formats that are not known. */
export function patternsOf(format: string): readonly string[] {
  const name = ALIKE[format] ?? format;
  return Object.hasOwn(FORMAT_PATTERNS, name) ? (FORMAT_PATTERNS[name] ?? []) : [];
}
