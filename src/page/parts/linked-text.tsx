import { visible } from '../text/visible.ts';

const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>"'`)\]}]+/g;

/** A text of the description: nothing in it is markup, and only addresses of http and https are links. */
export function LinkedText({ text }: { readonly text: string }) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(URL_IN_TEXT)) {
    const [address] = match;
    if (!URL.canParse(address)) continue;
    parts.push(visible(text.slice(end, match.index)));
    parts.push(
      <a key={match.index} href={new URL(address).href} target="_blank" rel="noopener noreferrer">
        {visible(address)}
      </a>,
    );
    end = match.index + address.length;
  }
  parts.push(visible(text.slice(end)));
  return <div class="prose">{parts}</div>;
}
