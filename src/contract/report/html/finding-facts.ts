import type { PublishedFinding } from '../findings/published-finding.ts';
import { shortened } from '../text/printable.ts';
import { factList, type Fact } from './markup/fact-list.ts';
import { html, type Html } from './markup/html.ts';

/** So many characters of what was found are shown, and of what was expected. */
const MOST_WORDS = 1_000;

/** Returns what a finding expects, and what was found and sent instead. */
export function findingFacts(finding: PublishedFinding): Html {
  const { expected, rule, found, title, pointer, step, standing, provenance, wfc } = finding;
  const case_ = step.name === 'request' ? title : `${title}; step ${step.index + 1}: ${step.name}`;
  const rows: readonly Fact[] = [
    ['Expected', html`${shortened(expected, MOST_WORDS)} <span class="rule">(${rule})</span>`],
    [
      'Found',
      html`<strong>${shortened(found, MOST_WORDS)}</strong
        >${pointer ? html` at <code>${pointer}</code>` : ''}`,
    ],
    ['Sent', case_],
    ...(standing === undefined ? [] : [standingRow(standing)]),
    ...(provenance === 'inferred'
      ? [['Inferred', 'The author of the description inferred this part: it fails no run.'] as const]
      : []),
    ...(wfc === undefined ? [] : [['Fault code', `WFC ${wfc}`] as const]),
  ];
  return factList(rows);
}

function standingRow({
  kind,
  reason,
  expires,
}: NonNullable<PublishedFinding['standing']>): readonly [string, string] {
  const until =
    expires === undefined ? '' : kind === 'expired' ? ` (since ${expires})` : ` (until ${expires})`;
  return [kind === 'expired' ? 'Expired' : 'Accepted', `${reason}${until}`];
}
