import { useState } from 'preact/hooks';
import { jsonTokens } from '../text/json-tokens.ts';
import { visible } from '../text/visible.ts';

/** Longer texts are shown in part until the rest is asked for, in characters. */
const SHOWN = 6_000;

/** Longer texts have no colours. */
const COLOURED = 40_000;

/** Shows a value: a text as it is, anything else as indented JSON. */
export function JsonBlock({ value, label }: { readonly value: unknown; readonly label: string }) {
  const [isWhole, setWhole] = useState(false);
  const isJson = typeof value !== 'string';
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
  const shown = isWhole ? text : text.slice(0, SHOWN);
  return (
    <>
      <pre class="json" tabIndex={0} role="region" aria-label={label}>
        {isJson && shown.length <= COLOURED
          ? jsonTokens(visible(shown)).map((token, index) => (
              <span key={index} class={`j-${token.kind}`}>
                {token.text}
              </span>
            ))
          : visible(shown)}
      </pre>
      {text.length > shown.length && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show all {text.length.toLocaleString('en')} characters
        </button>
      )}
    </>
  );
}
