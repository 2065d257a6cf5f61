import type { JsonObject } from '../../../base/json.ts';

type Format = (text: string) => boolean;

const TIME = /^(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i;
const DATE_PARTS = /^(?:\d+(?:[.,]\d+)?W|(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?)$/;
const TIME_PARTS = /^(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?$/;

/**
 * The formats that JSON Schema 2020-12 defines by RFC 3339, and that ISO 8601 has with more spellings: a time without an
 * offset, a duration with fractions or a sign. Swagger 2.0 and OpenAPI 3.0 do not define them.
 */
const ISO_FORMATS: readonly (readonly [string, Format])[] = [
  ['time', isIsoTime],
  ['duration', isIsoDuration],
];

/** Returns the formats that have to be read less strictly, since the version of the document does not define them. */
export function undefinedFormats({ openapi }: JsonObject): readonly (readonly [string, Format])[] {
  return /^3\.0(?:\.|$)/.test(String(openapi)) ? ISO_FORMATS : [];
}

function isIsoTime(text: string): boolean {
  const [, hours, minutes = '0', seconds = '0'] = TIME.exec(text) ?? [];
  return hours !== undefined && Number(hours) <= 24 && Number(minutes) < 60 && Number(seconds) <= 60;
}

function isIsoDuration(text: string): boolean {
  const unsigned = /^[+-]?P(.+)$/.exec(text)?.[1];
  if (unsigned === undefined) return false;
  const [date = '', ...times] = unsigned.split('T');
  return (
    DATE_PARTS.test(date) && times.length <= 1 && times.every((time) => time !== '' && TIME_PARTS.test(time))
  );
}
