import { html, type Html } from '../../../report/html/markup/html.ts';
import { tablePart } from '../../../report/html/markup/table-part.ts';
import type { Cell } from '../matrix.ts';
import type { ParityReport, PublishedPlaces } from '../parity-report.ts';

/** Returns the operations with their statuses: the same on both sides, different, of one side only, or not reached. */
export function matrixPart({ matrix, differences }: ParityReport, anchor: string): Html {
  const cells = Object.keys(NAMES) as readonly Cell[];
  const linkTo = (operationId: string, status: string) => {
    const index = differences.findIndex(
      ({ fails, likewise, ...first }) =>
        fails && [first, ...likewise].some((place) => isAbout(place, operationId, Number(status))),
    );
    return index === -1 ? undefined : `#${anchor}-${index + 1}`;
  };
  const rows = matrix.map(({ operationId, statuses }) => {
    const entries = Object.entries(statuses);
    const columns = cells.map((cell) => {
      const own = entries.filter(([, one]) => one === cell);
      return html`<td>${own.map(([status]) => chip(cell, status, linkTo(operationId, status)))}</td>`;
    });
    return html`<tr>
      <th scope="row">${operationId}</th>
      ${columns}
    </tr>`;
  });
  const table = tablePart({
    label: 'Statuses on both sides',
    caption: 'The statuses of each operation, by the sides that gave them',
    columns: ['Operation', ...cells.map((cell) => NAMES[cell])],
    rows,
  });
  return html`<p class="hint">${cells.map((cell) => `${NAMES[cell]}: ${REASONS[cell]}. `)}</p>
    ${table}`;
}

function isAbout(place: PublishedPlaces, operationId: string, status: number): boolean {
  return place.operationId === operationId && Object.values(place.statuses).includes(status);
}

/** What differs leads to the difference that says why. */
function chip(cell: Cell, status: string, link: string | undefined): Html {
  const text = link === undefined || cell !== 'differs' ? status : html`<a href="${link}">${status}</a>`;
  return html`<span class="chip ${cell}">${text}</span> `;
}

const NAMES: Readonly<Record<Cell, string>> = {
  same: 'Same',
  differs: 'Differs',
  targetOnly: 'Server only',
  mockOnly: 'Mock only',
  notReached: 'Not reached',
};

const REASONS: Readonly<Record<Cell, string>> = {
  same: 'both gave the status, in the same way',
  differs: 'both gave it, and one of the differences below is about it',
  targetOnly: 'no case got it from the mock',
  mockOnly: 'no case got it from the server',
  notReached: 'it is documented, and neither side gave it',
};
