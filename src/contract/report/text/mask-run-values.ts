/** Times that a target took from its clock are so near to the run's, in milliseconds: clocks are not all right. */
const NEAR = 24 * 60 * 60 * 1000;

const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g;

const SECONDS = /\b\d{10}(?:\d{3})?\b/g;

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

const HEX = /\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{16,}\b/gi;

/**
 * A text without what a target makes anew in each run, so that two runs that saw the same say the same: the present
 * time as `{time}`, random identifiers as `{uuid}` and `{hex}`. What stands in `sent` stays.
 */
export function withoutRunMade(text: string, { sent, now }: { readonly sent: string; readonly now: Date }) {
  const isNear = (time: number) => Math.abs(time - now.getTime()) < NEAR;
  const replaced = (name: string, isMade: (found: string) => boolean) => (found: string) =>
    !sent.includes(found) && isMade(found) ? `{${name}}` : found;
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
