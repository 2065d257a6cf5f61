import type { PublishedFinding, PublishedPlace } from '../findings/published-finding.ts';
import { counted } from '../text/counted.ts';
import { printable } from '../text/printable.ts';
import { COLUMNS, lineWithin, namesWithin } from '../text/wrapped.ts';
import type { Colours } from './colours.ts';
import { headOf, ROW } from './finding-text.ts';

/** The columns that are left beside the name of a row. */
const USED = 2 + ROW + 1;

/** The most lines of a terminal that the requests of a finding take. */
const MOST_LINES = 4;

/**
 * Returns a finding for a terminal: a line for each fact, where it fits. What takes more is in the JSON report, and in
 * the replay of the finding's id. `alike`: findings of other operations that say the same.
 */
export function shortFindingText(
  finding: PublishedFinding,
  colours: Colours,
  alike: readonly PublishedFinding[] = [],
): string {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['case', caseLines(finding)],
    ['expected', expectedLines(finding)],
    ['found', foundLines(finding)],
    ['described', [describedLine(finding)]],
    ['see it', requestLines(finding)],
    alike.length > 0 ? alikeRow(alike) : placesRow(finding),
  ];
  return [
    `${headOf(finding, colours)}${countsOf(finding)}`,
    ...rows.flatMap(([name, lines]) =>
      lines.map((line, index) => `  ${colours.dim((index === 0 ? name : '').padEnd(ROW))} ${line}`),
    ),
  ].join('\n');
}

/** Returns the command that runs the case of a finding again. It stands once, since only the id differs. */
export function replayLine(
  { replay }: PublishedFinding,
  isOneOfMany: boolean,
  { dim }: Colours,
): readonly string[] {
  const others = isOneOfMany ? dim(' (the others: by the ids of their cases)') : '';
  return [`  ${dim('replay'.padEnd(ROW))} ${printable(replay)}${others}`];
}

function countsOf({ count, places }: PublishedFinding): string {
  const parts = [
    ...(count > 1 ? [counted(count, 'case')] : []),
    ...(places.length > 1 ? [counted(places.length, 'place')] : []),
  ];
  return parts.map((part) => `, ${part}`).join('');
}

/** The id of the finding, which `replay` takes. */
function caseLines({ id, title, step }: PublishedFinding): readonly string[] {
  const what = step.name === 'request' ? title : `${title}; step ${step.index + 1}: ${step.name}`;
  return fitting([printable(id), `(${printable(what)})`]);
}

/** The checks whose names say what is expected. */
const PLAIN_CHECKS: ReadonlySet<string> = new Set(['body', 'header', 'mediaType']);

function expectedLines({ check, expected, rule }: PublishedFinding): readonly string[] {
  if (PLAIN_CHECKS.has(check)) return [];
  const both = `${printable(expected)}: ${rule}`;
  return [both.length + USED <= COLUMNS ? both : printable(expected)];
}

function foundLines({ found, response, pointer = '' }: PublishedFinding): readonly string[] {
  const at = pointer === '' || found.includes(pointer) ? [] : [`at ${pointer}`];
  if (response === undefined) return fitting([printable(found), ...at]);
  const { status, contentType, excerpt } = response;
  const isStatus = found === String(status);
  const head = [...(isStatus ? [] : [String(status)]), contentType, ...at].filter(
    (part) => part !== undefined,
  );
  const body = excerpt === '' ? [] : [excerpt];
  if (isStatus) return fitting([found, ...head, ...body].slice(0, -1), [found, ...head, ...body].at(-1));
  const answer = lineWithin([...head, ...body].join(' '), USED + 'answered '.length);
  return fitting([printable(found), `(answered ${answer})`]);
}

/** Returns parts in one line where they fit, else a line each. `last` is cut to what is left. */
function fitting(parts: readonly string[], last?: string): readonly string[] {
  const line = parts.join(' ');
  if (last !== undefined) return [`${line} ${lineWithin(last, USED + line.length + 1)}`.trim()];
  return line.length + USED <= COLUMNS ? [line] : parts;
}

/** File and line, and the pointer beside them where it fits. */
function describedLine({ place, descriptionPointer }: PublishedFinding): string {
  const pointer = `#${descriptionPointer}`;
  if (place === undefined) return pointer;
  const both = `${place} ${pointer}`;
  return both.length + USED <= COLUMNS ? both : place;
}

function requestLines({ curl }: PublishedFinding): readonly string[] {
  const lines = curl.map(printable);
  const height = lines.reduce((sum, { length }) => sum + Math.ceil((length + USED) / COLUMNS), 0);
  if (height <= MOST_LINES) return lines;
  return [
    `${counted(lines.length, 'request')}, which replay shows with the responses (--json: as curl lines)`,
  ];
}

function alikeRow(alike: readonly PublishedFinding[]): readonly [string, readonly string[]] {
  const names = [...new Set(alike.map(({ operationId }) => operationId))];
  return ['likewise', [namesWithin(names, USED)]];
}

/** The other places by what differs from the one that is shown; the other cases where there is one place. */
function placesRow(finding: PublishedFinding): readonly [string, readonly string[]] {
  const { places, cases, caseId, operationId } = finding;
  const [, ...others] = places;
  if (others.length > 0) {
    const names = [...new Set(others.map((place) => placeName(place, finding)))];
    return ['also at', [namesWithin(names, USED)]];
  }
  const names = cases.filter((id) => id !== caseId).map((id) => withinOperation(id, operationId));
  return ['also', names.length === 0 ? [] : [namesWithin(names, USED)]];
}

function placeName(place: PublishedPlace, { operationId, pointer }: PublishedFinding): string {
  if (place.operationId !== operationId) return place.operationId;
  if (place.pointer !== undefined && place.pointer !== pointer) return place.pointer;
  return withinOperation(place.caseId, operationId);
}

/** Returns what follows `<api>/<operation>/` in the id of a case. */
function withinOperation(id: string, operationId: string): string {
  const start = id.indexOf(`/${operationId}/`);
  return start === -1 ? id : id.slice(start + operationId.length + 2).replace(/\/$/, '');
}
