import { html, type Html, type Part } from './html.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** What a page shows. */
export interface PageContent {
  readonly title: string;
  /** The parts that the navigation leads to: their anchors and names. */
  readonly links: readonly (readonly [anchor: string, name: string])[];
  readonly main: Part;
  readonly footer: string;
}

/** Returns a page that asks for nothing from anywhere: only its own style and script, by their hashes, may be used. */
export async function page({ title, links, main, footer }: PageContent): Promise<string> {
  const policy = `default-src 'none'; style-src '${await hashOf(STYLE)}'; script-src '${await hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">To the report</a>
        <header>
          <h1>${title}</h1>
          <nav aria-label="Parts of the report">
            <ul>
              ${links.map(([anchor, name]) => html`<li><a href="#${anchor}">${name}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main id="main">${main}</main>
        <footer>${footer}</footer>
        ${trusted(`<script>${SCRIPT}</script>`)}
      </body>
    </html> `;
  return markup;
}

/** Takes a text of this module's own as markup, letter by letter: the hashes are those of the texts. */
function trusted(markup: string): Html {
  return { markup };
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
