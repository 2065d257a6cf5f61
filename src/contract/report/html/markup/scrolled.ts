import { html, type Html } from './html.ts';

/** Puts a wide table into a region of its own, which can be scrolled by keyboard. */
export function scrolled(label: string, table: Html): Html {
  return html`<div class="wide" role="region" tabindex="0" aria-label="${label}">${table}</div>`;
}
