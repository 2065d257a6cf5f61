import { useRef } from 'preact/hooks';
import { useFocusWhereAlone } from '../parts/use-focus.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { LinkedText } from '../parts/linked-text.tsx';
import { LinesOfDescription } from '../parts/description-lines.tsx';
import type { OperationInLines } from '../../mock/control/inspect/shown/operation.ts';
import { useStore, type PlaceInApi } from '../store/store.ts';
import { neededText } from '../text/needed-text.ts';
import { inOneLine, visible } from '../text/visible.ts';
import { CallForm } from './call-form.tsx';
import { NextAnswer } from './next-answer.tsx';
import { Statuses } from './statuses.tsx';

const ANSWERED_BY: Readonly<Record<string, string>> = {
  behaviour: 'a behaviour, code that was given',
  inferred: 'an inferred collection',
  description: 'an example, or a value made up from its schema',
};

/** The operation that is open. */
export function OperationDetail({ place }: { readonly place: PlaceInApi }) {
  const { operation, apisAge } = useStore();
  const element = useRef<HTMLElement>(null);
  useFocusWhereAlone(element);
  const answer = useAnswer<OperationInLines>(
    { path: '/operation', query: { name: place.name, api: place.api } },
    apisAge.value,
  );
  return (
    <aside class="pane detail" aria-label="The operation that is open" ref={element} tabIndex={-1}>
      <button type="button" class="close" aria-label="Close" onClick={() => (operation.value = undefined)}>
        ✕
      </button>
      {answer.state === 'failed' && <p class="empty">{visible(answer.reason)}</p>}
      {answer.state === 'there' && <Operation shown={answer.body} />}
    </aside>
  );
}

function Operation({ shown }: { readonly shown: OperationInLines }) {
  const { tab, filter } = useStore();
  const { api, id, method, path, summary, description, answeredBy, collection, hits, needed } = shown;
  return (
    <>
      <h2 class="title">
        <code>
          {inOneLine(method, 20)} {inOneLine(path, 1_000)}
        </code>
      </h2>
      <p class="hint">
        {inOneLine(id, 200)} of {inOneLine(api)}, answered by {ANSWERED_BY[answeredBy] ?? answeredBy}
        {collection !== undefined && ` ${inOneLine(collection)}`}
        {shown.deprecated && ', deprecated'}
      </p>
      {summary !== null && <p>{visible(summary)}</p>}
      <p class="statuses">
        <Statuses seen={shown.seen} documented={shown.documented} last={shown.last} />{' '}
        {hits > 0 && (
          <button
            type="button"
            class="link"
            onClick={() => {
              filter.value = id;
              tab.value = 'Log';
            }}
          >
            asked {hits.toLocaleString('en')}×
          </button>
        )}
      </p>
      <NextAnswer operation={shown} />
      <CallForm operation={shown} />
      {(description !== null || shown.lines !== null || needed.length > 0) && (
        <section>
          <h3>Description</h3>
          {needed.length > 0 && <p class="hint">It needs {visible(neededText(needed))}.</p>}
          {description !== null && <LinkedText text={description} />}
          <details class="fields">
            <summary>Its lines in the description</summary>
            <LinesOfDescription lines={shown.lines} />
          </details>
        </section>
      )}
    </>
  );
}
