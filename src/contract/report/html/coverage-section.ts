import { groupBy } from '../../../base/group-by.ts';
import type { DocumentedParts } from '../coverage/coverage.ts';
import type { PublishedCoverage, PublishedGap, PublishedReport } from '../published-report.ts';
import { partsIn, reasonsPart } from './coverage-reasons.ts';
import { html, type Html } from './markup/html.ts';
import { tablePart } from './markup/table-part.ts';

/** Returns, for each operation, what of it was covered, and why the rest was not. */
export function coverageSection({ coverage }: PublishedReport, anchor: string): Html {
  const { documented, unseen, gaps, lists } = coverage;
  const unseenOf = groupBy(unseen, ({ operationId }) => operationId);
  const gapsOf = groupBy(gaps, ({ operationId }) => operationId);
  const columns = COLUMNS.filter(({ of }) => documented.some((one) => one[of] > 0));
  const rows = documented.map((one) =>
    operationRow(one, columns, {
      unseen: unseenOf.get(one.operationId) ?? [],
      gaps: gapsOf.get(one.operationId) ?? [],
    }),
  );
  const reasons = documented.map(({ operationId }) =>
    reasonsPart(operationId, unseenOf.get(operationId) ?? [], gapsOf.get(operationId) ?? []),
  );
  const table = tablePart({
    label: 'Coverage',
    caption: 'What of each operation was covered',
    columns: ['Operation', 'Statuses', ...columns.map(({ name }) => name)],
    rows,
  });
  return html`<h3 id="${anchor}-coverage">Coverage</h3>
    <p class="hint">
      ✓: a response had the status; –: none had. The other columns say how many of the documented parts were
      covered; constraints are the keywords of request schemas that one request kept and another broke.
    </p>
    ${table}
    <h4>Why the rest was not covered</h4>
    ${reasons}
    ${
      lists.length === 0
        ? ''
        : html`<h4>Lists that were not read as a whole</h4>
            <ul>
              ${lists.map(({ operationId, reason }) => html`<li><b>${operationId}</b>: ${reason}</li>`)}
            </ul>`
    }`;
}

type Kind = PublishedGap['kind'];

const COLUMNS: readonly {
  readonly of: Exclude<keyof DocumentedParts, 'operationId' | 'isSent' | 'hasSucceeded' | 'statuses'>;
  readonly name: string;
  readonly kinds: readonly Kind[];
}[] = [
  { of: 'parameters', name: 'Parameters', kinds: ['parameter'] },
  { of: 'mediaTypes', name: 'Media types', kinds: ['mediaType'] },
  { of: 'examples', name: 'Examples', kinds: ['example'] },
  { of: 'links', name: 'Links', kinds: ['link'] },
  { of: 'constraints', name: 'Constraints', kinds: ['notSatisfied', 'notBroken', 'neither'] },
];

interface Missing {
  readonly unseen: PublishedCoverage['unseen'];
  readonly gaps: readonly PublishedGap[];
}

function operationRow(one: DocumentedParts, columns: typeof COLUMNS, { unseen, gaps }: Missing): Html {
  const missing = new Set(unseen.map(({ status }) => status));
  const statuses = one.statuses.map((status) =>
    missing.has(status)
      ? html`<span class="chip missing">${status} –</span> `
      : html`<span class="chip seen">${status} ✓</span> `,
  );
  const cells = columns.map(({ of, kinds }) => {
    const all = one[of];
    const gap = partsIn(gaps.filter(({ kind }) => kinds.includes(kind)));
    const text = all === 0 ? '' : gap === 0 ? html`${all} of ${all}` : html`<b>${all - gap}</b> of ${all}`;
    return html`<td class="number">${text}</td>`;
  });
  return html`<tr>
    <th scope="row">${one.operationId}</th>
    <td>${statuses}</td>
    ${cells}
  </tr>`;
}
