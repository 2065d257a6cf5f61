import { useState } from 'preact/hooks';
import { CopyButton } from '../parts/copy-button.tsx';
import { saveJson } from '../parts/save-file.ts';
import { problemText } from '../parts/problem.ts';
import type { ExchangeInLines } from '../../mock/control/inspect/shown/exchange.ts';
import { useStore } from '../store/store.ts';
import { curlText, fetchText, jestText, type CopiedExchange } from '../text/copies.ts';
import { itemsIn } from '../text/items-in.ts';

/** What can be done with an exchange. */
export function ExchangeActions({ exchange }: { readonly exchange: ExchangeInLines }) {
  const store = useStore();
  const [note, setNote] = useState('');
  const { why, response, texts, method, target, headers, cut } = exchange;
  const copied: CopiedExchange = {
    url: store.url.value,
    method,
    target,
    headers,
    text: texts.request,
    operation: why.matched?.id ?? null,
    response: { status: response.status, text: cut?.response === undefined ? texts.response : null },
  };
  const again = async () => {
    const reply = await store.request({ method: 'POST', path: '/resend', body: { id: exchange.id } });
    if (reply.status !== 200) setNote(problemText(reply));
    else if (reply.body !== null) store.selected.value = (reply.body as ExchangeInLines).id;
  };
  const items = response.status >= 200 && response.status < 300 ? itemsIn(response.body) : undefined;
  const isMasked = JSON.stringify(headers).includes('***') || texts.request?.includes('***') === true;
  return (
    <div class="actions">
      <button type="button" onClick={() => void again()}>
        Ask again
      </button>
      <CopyButton text={() => curlText(copied)}>Copy as curl</CopyButton>
      <CopyButton text={() => fetchText(copied)}>Copy as fetch</CopyButton>
      <CopyButton text={() => jestText(copied)}>Copy as Jest test</CopyButton>
      {items !== undefined && (
        <button
          type="button"
          title="Saves the items of the response as a file of fixtures: a collection's items at start"
          onClick={() => saveJson(why.matched?.collection ?? why.matched?.id ?? 'items', items)}
        >
          Save as fixture
        </button>
      )}
      {isMasked && <p class="hint">*** stands for a secret: put yours in its place in what is copied.</p>}
      {cut?.request !== undefined && (
        <p class="hint">
          The mock keeps the beginning of this body alone: the rest is missing in what is copied.
        </p>
      )}
      {note !== '' && <p class="fault">{note}</p>}
    </div>
  );
}
