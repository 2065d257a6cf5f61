import { html, type Html, type Part } from './html.ts';

/** A name, and what is said of it. */
export type Fact = readonly [name: string, text: Part];

/** Returns facts as a definition list; `kind`: its class. */
export function factList(facts: readonly Fact[], kind = ''): Html {
  return html`<dl class="${kind}">
    ${facts.map(
      ([name, text]) =>
        html`<dt>${name}</dt>
          <dd>${text}</dd>`,
    )}
  </dl>`;
}
