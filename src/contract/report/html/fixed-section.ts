import type { Baseline } from '../findings/baseline.ts';
import { counted } from '../text/counted.ts';
import { html, type Part } from './markup/html.ts';

/** Returns the accepted findings that a run does not find any more. */
export function fixedSection(fixed: Baseline): Part {
  if (fixed.length === 0) return '';
  const items = fixed.map(({ check, operation, at, found, places = [], reason }) => {
    const others = places.length === 0 ? '' : `, and at ${counted(places.length, 'other place')}`;
    return html`<li>
      <strong>${check}</strong> <b>${operation}</b>: ${found}${others} <span class="path">#${at}</span
      ><br /><span class="hint">${reason}</span>
    </li>`;
  });
  return html`<h2 id="fixed">Fixed</h2>
    <p class="hint">
      The baseline accepts these, and they are not found any more: --update-baseline takes them out.
    </p>
    <ul>
      ${items}
    </ul>`;
}
