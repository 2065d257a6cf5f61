import { groupBy } from '../../../base/group-by.ts';
import type { PublishedCoverage, PublishedGap } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { html, type Part } from './markup/html.ts';
import { tablePart } from './markup/table-part.ts';

/** Counts the parts of gaps. */
export function partsIn(gaps: readonly PublishedGap[]): number {
  return gaps.reduce((count, { parts }) => count + parts.length, 0);
}

const NAMES: Readonly<Record<PublishedGap['kind'], string>> = {
  parameter: 'parameter',
  mediaType: 'media type',
  example: 'example',
  link: 'link',
  notSatisfied: 'constraint never kept',
  notBroken: 'constraint never broken',
  neither: 'constraint without a value',
  unseenConstraint: 'constraint of responses',
};

/** So many parts are named for a reason. */
const MOST_NAMED = 25;

/** Returns what of an operation was not covered, and why, folded up. */
export function reasonsPart(
  operationId: string,
  unseen: PublishedCoverage['unseen'],
  gaps: readonly PublishedGap[],
): Part {
  const count = unseen.length + partsIn(gaps);
  if (count === 0) return '';
  const statuses = [...groupBy(unseen, ({ reason }) => reason)].map(
    ([reason, own]) =>
      html`<tr>
        <th scope="row">status</th>
        <td>${own.map(({ status }) => status).join(', ')}</td>
        <td>${reason}</td>
      </tr>`,
  );
  const parts = gaps.map(({ kind, status, reason, parts: own }) => {
    const rest = own.length - MOST_NAMED;
    const names = own
      .slice(0, MOST_NAMED)
      .map(({ name, pointer }) => html`<li title="#${pointer}">${name}</li>`);
    return html`<tr>
      <th scope="row">${NAMES[kind]}${status === undefined ? '' : ` of ${status}`}</th>
      <td>
        <ul class="names">
          ${names}${rest > 0 ? html`<li>and ${rest} more</li>` : ''}
        </ul>
      </td>
      <td>${reason}</td>
    </tr>`;
  });
  const table = tablePart({
    label: `Not covered of ${operationId}`,
    caption: `What of ${operationId} was not covered, and why`,
    columns: ['Kind', 'Parts', 'Why not'],
    rows: [...statuses, ...parts],
  });
  return html`<details>
    <summary><b>${operationId}</b>: ${counted(count, 'part')}</summary>
    ${table}
  </details> `;
}
