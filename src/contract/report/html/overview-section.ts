import { sharesOf, type Covered } from '../coverage/coverage-floors.ts';
import type { PublishedReport } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { factList, type Fact } from './markup/fact-list.ts';
import { html, type Html, type Part } from './markup/html.ts';
import { verdictPart } from './verdict-part.ts';

/** Returns what a run came to: its verdict, what was sent where, and how much was covered. */
export function overviewSection(report: PublishedReport, anchor: string): Html {
  const { api, title, hints, notes, budget, broken, verdict } = report;
  return html`<h2 id="${anchor}">${title}</h2>
    ${verdictPart(verdict)} ${broken === undefined ? '' : html`<p class="hint">${broken.detail}</p>`}
    ${hints.map((hint) => html`<p class="warning">${hint}</p>`)}
    <div class="columns">${factList(factsOf(report), 'facts')} ${coverageTable(report)}</div>
    ${notesPart([...notes, ...budgetNotes(budget)])}
    <p class="unseen">Name of the API: ${api}</p>`;
}

function factsOf(report: PublishedReport): readonly Fact[] {
  const { source, target, safety, credentials, counts, seed, plan, run, failOn } = report;
  return [
    ['Description', source],
    ['Server', target === 'mock' ? 'the mock, in the same process' : html`<code>${target}</code>`],
    ['May be sent', SAFETIES[safety]],
    ...(credentials === '' ? [] : [['Credentials', credentials] as const]),
    ['Cases', casesText(counts)],
    ['Findings', findingsText(report)],
    ['Requests', `${counts.requests} in ${(run.milliseconds / 1000).toFixed(1)} s`],
    [
      'Fails on',
      failOn === 'never' ? 'nothing' : failOn === 'definite' ? 'definite' : `${failOn}, and above`,
    ],
    ['Seed and plan', html`${seed}, <code>${plan}</code>`],
    [
      'Started',
      html`<time datetime="${run.started}"
        >${run.started.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time
      >`,
    ],
  ];
}

const SAFETIES: Readonly<Record<PublishedReport['safety'], string>> = {
  'read-only': 'requests that only read (read-only)',
  'create-own': 'also what changes items of the run (create-own)',
  full: 'everything (full)',
};

function casesText({ planned, passed, failed, blocked, unreached }: PublishedReport['counts']): string {
  return [
    `${planned} planned`,
    `${passed} passed`,
    `${failed} failed`,
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(unreached > 0 ? [`${unreached} of operations that were not reached`] : []),
  ].join(', ');
}

function findingsText({ findings }: PublishedReport): string {
  const known = findings.filter(({ standing }) => standing !== undefined).length;
  const bad = findings.filter(({ fails }) => fails).length;
  const others = findings.length - known - bad;
  return [
    `${bad} fail the run`,
    ...(others > 0 ? [`${others} do not`] : []),
    ...(known > 0 ? [`${known} known to the baseline`] : []),
  ].join(', ');
}

const KINDS: Readonly<Record<Covered, string>> = {
  operations: 'Operations',
  statuses: 'Statuses',
  parameters: 'Parameters',
  mediaTypes: 'Media types',
  examples: 'Examples',
  links: 'Links',
  constraints: 'Constraints',
};

function coverageTable({ coverage }: PublishedReport): Html {
  const rows = Object.entries(sharesOf(coverage)).filter(([, { documented }]) => documented > 0);
  return html`<table class="shares">
    <caption>
      Covered of the description
    </caption>
    <thead>
      <tr>
        <th scope="col">Part</th>
        <th scope="col">Covered</th>
        <th scope="col">Share</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(([kind, { covered, documented }]) => {
        const name = KINDS[kind as Covered];
        return html`<tr>
          <th scope="row">${name}</th>
          <td class="number">${covered} of ${documented}</td>
          <td>
            <meter
              min="0"
              max="${documented}"
              value="${covered}"
              aria-label="${name}: ${covered} of ${documented}"
            ></meter>
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function notesPart(notes: readonly string[]): Part {
  if (notes.length === 0) return '';
  return html`<details class="notes">
    <summary>${counted(notes.length, 'note')} on this run</summary>
    <ul>
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>
  </details>`;
}

function budgetNotes(budget: PublishedReport['budget']): readonly string[] {
  if (budget === undefined) return [];
  const { seconds, notRun, isMore } = budget;
  return [
    `The budget of ${seconds} s was over: ${isMore === true ? 'at least ' : ''}${counted(notRun, 'case')} not run.`,
  ];
}
