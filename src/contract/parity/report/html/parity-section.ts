import { groupBy } from '../../../../base/group-by.ts';
import { factList, type Fact } from '../../../report/html/markup/fact-list.ts';
import { html, type Html, type Part } from '../../../report/html/markup/html.ts';
import type { Section } from '../../../report/html/markup/section.ts';
import { verdictPart } from '../../../report/html/verdict-part.ts';
import { counted } from '../../../report/text/counted.ts';
import { PARITY_VERDICTS } from '../../judge/difference.ts';
import { VERDICT_NAMES } from '../difference-text.ts';
import type { ParityReport } from '../parity-report.ts';
import { differencePart } from './difference-part.ts';
import { matrixPart } from './matrix-part.ts';

/** Returns a comparison of a server with its mock: verdict, the matrix of statuses, and the differences by who is wrong. */
export function paritySection(report: ParityReport, index: number): Section {
  const anchor = `parity-${index + 1}`;
  const part = html`<section aria-labelledby="${anchor}">
    <h2 id="${anchor}">${report.title}: server and mock</h2>
    ${verdictPart(report.verdict)} ${factList(factsOf(report), 'facts')}
    <h3 id="${anchor}-matrix">Statuses on both sides</h3>
    ${matrixPart(report, anchor)}
    <h3 id="${anchor}-differences">Differences</h3>
    ${differencesPart(report, anchor)} ${leftoversPart(report)}
  </section>`;
  const links = [
    [anchor, `${report.api}: server and mock`],
    [`${anchor}-matrix`, 'Statuses'],
    [`${anchor}-differences`, `Differences (${report.differences.length})`],
  ] as const;
  return { links, part };
}

function factsOf(report: ParityReport): readonly Fact[] {
  const { target, mock, cases, compared, parity, seed, plan, run } = report;
  return [
    ['Server', html`<code>${target}</code>`],
    ['Mock', mock === 'mock' ? 'in the same process' : html`<code>${mock}</code>`],
    [
      'Cases',
      `${cases.compared} of ${cases.planned} sent to both; ${counted(compared, 'exchange')} compared`,
    ],
    ['The same', `${parity.same} of ${parity.seen} statuses that were seen on both sides`],
    ['Seed and plan', html`${seed}, <code>${plan}</code>`],
    ['Took', `${(run.milliseconds / 1000).toFixed(1)} s`],
  ];
}

function differencesPart({ differences }: ParityReport, anchor: string): Html {
  if (differences.length === 0) return html`<p>There is no difference.</p>`;
  const numbered = differences.map((difference, index) => ({
    verdict: difference.verdict,
    part: differencePart(difference, `${anchor}-${index + 1}`),
  }));
  const groups = groupBy(numbered, ({ verdict }) => verdict);
  return html`${PARITY_VERDICTS.map((verdict) => {
    const own = groups.get(verdict) ?? [];
    if (own.length === 0) return '';
    return html`<p class="group-title">
        <b>${WHO[verdict]}</b> (${VERDICT_NAMES[verdict]}): ${counted(own.length, 'difference')}
      </p>
      ${own.map(({ part }) => part)}`;
  })}`;
}

const WHO = {
  server: 'The server breaks the description',
  mock: 'The mock breaks the description',
  guess: 'Both fit the description, and the mock guesses another status',
  description: 'Both fit the description, which says too little, or something wrong',
  unknown: 'Nobody can tell: these never fail a run',
} as const;

function leftoversPart({ run }: ParityReport): Part {
  if (run.leftovers.length === 0) return '';
  return html`<h3>Left over on the server</h3>
    <ul>
      ${run.leftovers.map((one) => html`<li><code>${one}</code></li>`)}
    </ul>`;
}
