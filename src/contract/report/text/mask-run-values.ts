/** The most that the clock of a target may differ from that of the run, in milliseconds. */
const CLOCK_TOLERANCE = 24 * 60 * 60 * 1000;

const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g;

const SECONDS = /\b\d{10}(?:\d{3})?\b/g;

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

const HEX = /\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{16,}\b/gi;

/**
 * Replaces values that differ in each run, so that two runs that saw the same report the same: the present time by
 * `{time}`, random identifiers by `{uuid}` and `{hex}`. Values in `sent` are kept.
 */
export function maskRunValues(text: string, { sent, now }: { readonly sent: string; readonly now: Date }) {
  const isNear = (time: number) => Math.abs(time - now.getTime()) < CLOCK_TOLERANCE;
  const replaced = (name: string, isRunValue: (found: string) => boolean) => (found: string) =>
    !sent.includes(found) && isRunValue(found) ? `{${name}}` : found;
  return text
    .replace(
      TIME,
      replaced('time', (found) => isNear(Date.parse(found))),
    )
    .replace(
      SECONDS,
      replaced('time', (found) => isNear(Number(found) * (found.length === 10 ? 1000 : 1))),
    )
    .replace(
      UUID,
      replaced('uuid', () => true),
    )
    .replace(
      HEX,
      replaced('hex', () => true),
    );
}
