import type { Baseline } from '../findings/baseline.ts';
import type { PublishedReport } from '../published-report.ts';
import { coverageSection } from './coverage-section.ts';
import { filtersPart, findingsSection } from './findings-section.ts';
import { fixedSection } from './fixed-section.ts';
import { html, type Html } from './markup/html.ts';
import { operationsSection } from './operations-section.ts';
import { overviewSection } from './overview-section.ts';
import { page } from './markup/page.ts';
import type { Section } from './markup/section.ts';
import { timesSection } from './times-section.ts';

/** What a page is made of. */
export interface ReportedRuns {
  readonly reports: readonly PublishedReport[];
  /** The accepted findings that are no longer found. */
  readonly fixed?: Baseline | undefined;
  /** Further sections, such as comparisons. */
  readonly sections?: readonly Section[];
  /** The version of this package. */
  readonly version: string;
}

/** Returns reports as one page of HTML, which needs nothing else. */
export function htmlReport({ reports, fixed = [], sections = [], version }: ReportedRuns): Promise<string> {
  const runs = reports.map((report, index) => runSection(report, index, reports));
  const all = [...runs, ...sections];
  const isFixed = fixed.length > 0;
  return page({
    title: `Contract report: ${[...new Set(reports.map(({ api }) => api))].join(', ') || 'comparison'}`,
    links: [...all.flatMap(({ links }) => links), ...(isFixed ? [['fixed', 'Fixed'] as const] : [])],
    main: [all.map(({ part }) => part), fixedSection(fixed)],
    footer: `stuntdouble ${version}`,
  });
}

function runSection(report: PublishedReport, index: number, reports: readonly PublishedReport[]): Section {
  const anchor = `run-${index + 1}`;
  const { findings, api, run } = report;
  const named = (name: string) => (reports.length > 1 ? `${api}: ${name.toLowerCase()}` : name);
  const part: Html = html`<section aria-labelledby="${anchor}">
    ${overviewSection(report, anchor)}
    ${findingsSection(report, {
      anchor,
      filters: index === 0 ? filtersPart(reports) : '',
      share: 1 / reports.length,
    })}
    ${operationsSection(report, anchor)} ${coverageSection(report, anchor)} ${timesSection(report, anchor)}
  </section>`;
  const links = [
    [anchor, named('Overview')],
    [`${anchor}-findings`, `${named('Findings')} (${findings.length})`],
    [`${anchor}-operations`, named('Operations')],
    [`${anchor}-coverage`, named('Coverage')],
    ...(run.operations.length === 0 ? [] : [[`${anchor}-times`, named('Slowest')] as const]),
  ] as const;
  return { links, part };
}
