import { groupBy } from '../../../base/group-by.ts';
import type { PublishedFinding } from '../findings/published-finding.ts';
import type { PublishedReport } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { findingPart } from './finding-part.ts';
import { html, type Html, type Part } from './markup/html.ts';

/** So many characters of markup findings take with their messages, so that a page stays below 5 MB; then they are short. */
const MOST = 4_000_000;

/** How the findings of a report are shown. */
interface FindingsView {
  readonly anchor: string;
  /** The form that chooses among those of the whole page. */
  readonly filters: Part;
  /** How much of the page they may take, from 0 to 1. */
  readonly share: number;
}

/** Returns the findings of a report: those that fail it, the others that are new, and those that the baseline has. */
export function findingsSection(
  { findings }: PublishedReport,
  { anchor, filters, share }: FindingsView,
): Html {
  if (findings.length === 0) {
    return html`<h3 id="${anchor}-findings">Findings</h3>
      <p>Nothing was found.</p>
      ${filters}`;
  }
  let left = MOST * share;
  const shown = findings.map((finding, index) => {
    const view = { anchor: `${anchor}-${index + 1}`, isShort: left <= 0 };
    const part = findingPart(finding, view);
    left -= part.markup.length;
    return { finding, part };
  });
  const groups = groupBy(shown, ({ finding }) => groupOf(finding));
  return html`<h3 id="${anchor}-findings">Findings</h3>
    <p class="hint">
      Findings with one cause are one. Open one to see the request, the response and how to see it yourself;
      what it is about is marked.
    </p>
    ${filters}
    ${[...groups].map(
      ([title, own]) =>
        html`<section class="group">
          <p class="group-title"><b>${title}</b>: ${counted(own.length, 'finding')}</p>
          ${own.map(({ part }) => part)}
        </section>`,
    )}`;
}

function groupOf({ fails, standing }: PublishedFinding): string {
  if (fails) return 'These fail the run';
  if (standing === undefined) return 'These do not fail the run';
  return standing.kind === 'accepted' ? 'Accepted by the baseline' : 'Accepted before, and expired';
}

/** Returns the form that chooses among the findings of a page; scripts show it. */
export function filtersPart(reports: readonly PublishedReport[]): Part {
  const findings = reports.flatMap((report) => report.findings);
  if (findings.length < 2) return '';
  const checks = [...new Set(findings.map(({ check }) => check))].toSorted();
  const confidences = [...new Set(findings.map(({ confidence }) => confidence))];
  return html`<form id="filters" role="search" hidden>
    <label>Search findings <input type="search" name="q" autocomplete="off" /></label>
    ${choice('check', 'Check', checks)} ${choice('confidence', 'Confidence', confidences)}
    ${choice('standing', 'Which', [...new Set(findings.map(({ fails, standing }) => (fails ? 'fails' : (standing?.kind ?? 'new'))))])}
    <button type="reset">Show all</button>
    <output aria-live="polite"></output>
  </form>`;
}

const NAMES: Readonly<Record<string, string>> = {
  fails: 'fail the run',
  new: 'do not fail it',
  accepted: 'accepted',
  expired: 'expired',
};

function choice(name: string, label: string, values: readonly string[]): Html {
  const options = values.map((value) => html`<option value="${value}">${NAMES[value] ?? value}</option>`);
  return html`<label
    >${label}
    <select name="${name}">
      <option value="">all</option>
      ${options}
    </select></label
  >`;
}
