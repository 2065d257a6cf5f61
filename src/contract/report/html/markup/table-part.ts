import { html, type Html, type Part } from './html.ts';

interface Table {
  /** What screen readers say of the region. */
  readonly label: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly Part[];
}

/** Returns a table in a region of its own, which can be scrolled by keyboard where it is wide. */
export function tablePart({ label, caption, columns, rows }: Table): Html {
  return html`<div class="wide" role="region" tabindex="0" aria-label="${label}">
    <table>
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
