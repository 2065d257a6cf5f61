import { groupBy } from '../../../base/group-by.ts';
import type { PublishedFinding } from '../findings/published-finding.ts';
import type { PublishedReport } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { printable } from '../text/printable.ts';
import { COLUMNS, lineWithin } from '../text/wrapped.ts';
import { PLAIN, type Colours } from './colours.ts';
import { headOf } from './finding-text.ts';
import { replayLine, shortFindingText } from './short-finding-text.ts';

/** The most findings that are shown where the run itself is probably at fault, since they all say the same. */
const MAX_WITH_HINT = 3;

/** So many findings are shown in full, each; where there are more, so many of those that differ, and the others in short. */
const MOST_EACH = 5;
const MOST_IN_FULL = 3;

type Section = readonly string[];

/** Returns the new findings: all in full where they are few, else those that are alike on several operations as one. */
export function findingSections(
  { findings: all, hints }: PublishedReport,
  colours: Colours,
): readonly Section[] {
  const findings = all.filter(({ standing, check }) => standing === undefined && check !== 'reached');
  if (hints.length > 0) return sectionsWithHint(findings, colours);
  if (findings.length <= MOST_EACH)
    return inFull(
      findings.map((finding) => [finding]),
      colours,
    );
  const groups = [...groupBy(findings, likeness).values()];
  const others = groups.slice(MOST_IN_FULL);
  return [
    ...inFull(groups.slice(0, MOST_IN_FULL), colours),
    others.flatMap((group) => inShort(group, colours)),
  ];
}

function sectionsWithHint(findings: readonly PublishedFinding[], colours: Colours): readonly Section[] {
  const shown = findings.slice(0, MAX_WITH_HINT);
  const more = findings.length - shown.length;
  return [
    ...inFull(
      shown.map((finding) => [finding]),
      colours,
    ),
    ...(more > 0
      ? [[`and ${counted(more, 'other finding')}, which may all come from that (--json has them)`]]
      : []),
  ];
}

/** Returns what findings share that are alike: another operation got the same answer for the same reason. */
function likeness({ check, confidence, provenance, fails, found }: PublishedFinding): string {
  return JSON.stringify([check, confidence, provenance, fails, found]);
}

type Group = readonly PublishedFinding[];

function inFull(groups: readonly Group[], colours: Colours): readonly Section[] {
  return groups.flatMap(([finding, ...others], index) => {
    if (finding === undefined) return [];
    const isLast = index === groups.length - 1;
    const isOneOfMany = groups.length > 1 || others.length > 0;
    return [
      [
        shortFindingText(finding, colours, others),
        ...(isLast ? replayLine(finding, isOneOfMany, colours) : []),
      ],
    ];
  });
}

/** So many columns what was found takes beside what it is, where it is not shorter. */
const LEAST_FOUND = 20;

/** Returns the id of the smallest case, which `replay` takes, and what was found: in one line where they fit. */
function inShort([finding, ...others]: Group, colours: Colours): Section {
  if (finding === undefined) return [];
  const { id, found, response, count } = finding;
  const cases = counted(
    others.reduce((sum, one) => sum + one.count, count),
    'case',
  );
  const named = { ...finding, operationId: printable(id) };
  const rest = `${others.length === 0 ? '' : ` and ${counted(others.length, 'other')}`}, ${cases}:`;
  const used = headOf(named, PLAIN).length + rest.length + 1;
  const body = response === undefined || response.excerpt === '' ? '' : ` ${response.excerpt}`;
  const what = found + body;
  const head = `${headOf(named, colours)}${rest}`;
  return used + Math.min(what.length, LEAST_FOUND) <= COLUMNS
    ? [`${head} ${lineWithin(what, used)}`]
    : [head, `    ${lineWithin(what, 4)}`];
}
