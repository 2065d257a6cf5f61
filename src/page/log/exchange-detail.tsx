import { useEffect, useRef } from 'preact/hooks';
import { JsonBlock } from '../parts/json-block.tsx';
import { useFocusWhereAlone } from '../parts/use-focus.ts';
import { useAnswer } from '../parts/use-answer.ts';
import type { ExchangeInLines } from '../../mock/control/inspect/shown/exchange.ts';
import { useStore } from '../store/store.ts';
import { inOneLine, visible } from '../text/visible.ts';
import { duration, timeOfDay } from '../text/words.ts';
import { ExchangeActions } from './exchange-actions.tsx';
import { ItemChanges } from '../parts/item-changes.tsx';
import { WhySection } from './why-section.tsx';

/** The exchange that is open. */
export function ExchangeDetail({ id }: { readonly id: number }) {
  const { selected } = useStore();
  const answer = useAnswer<ExchangeInLines | null>({ path: '/exchange', query: { id } });
  const place = useRef<HTMLElement>(null);
  useFocusWhereAlone(place);
  useEffect(() => {
    if (place.current !== null) place.current.scrollTop = 0;
  }, [id]);
  return (
    <aside class="pane detail" aria-label="The exchange that is open" ref={place} tabIndex={-1}>
      <button
        type="button"
        class="close"
        aria-label="Close"
        title="Esc"
        onClick={() => (selected.value = undefined)}
      >
        ✕
      </button>
      {answer.state === 'there' &&
        (answer.body === null ? (
          <p class="empty">
            The mock keeps this exchange no longer: it has been cleared, or many others came after it.
          </p>
        ) : (
          <Exchange exchange={answer.body} />
        ))}
      {answer.state === 'failed' && <p class="empty">{visible(answer.reason)}</p>}
    </aside>
  );
}

function Exchange({ exchange }: { readonly exchange: ExchangeInLines }) {
  const { method, target, summary, response, changes, headers, body, cut } = exchange;
  return (
    <>
      <h2 class={`title status-${String(response.status)[0] ?? ''}`}>
        <code>
          {inOneLine(method, 40)} {inOneLine(target, 2_000)}
        </code>{' '}
        <span class="status">{response.status === 0 ? 'no response' : response.status}</span>
      </h2>
      <p class="hint">
        #{exchange.id}, {timeOfDay(exchange.at)}, {duration(summary.milliseconds)}
        {summary.scenario !== null && `, scenario ${inOneLine(summary.scenario)}`}
        {summary.fault !== null && `, fault ${inOneLine(summary.fault)}`}
      </p>
      <ExchangeActions exchange={exchange} />
      <WhySection exchange={exchange} />
      {changes.length > 0 && (
        <section>
          <h3>State</h3>
          <ItemChanges changes={changes} />
        </section>
      )}
      <Message name="Request" headers={headers} body={body} size={cut?.request} />
      <Message name="Response" headers={response.headers} body={response.body} size={cut?.response} />
    </>
  );
}

interface MessageProps {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The whole size of a body that is kept in part, in bytes. */
  readonly size: number | undefined;
}

function Message({ name, headers, body, size }: MessageProps) {
  const fields = Object.entries(headers);
  return (
    <section>
      <h3>{name}</h3>
      <details class="fields">
        <summary>
          {fields.length} header field{fields.length === 1 ? '' : 's'}
        </summary>
        <dl>
          {fields.map(([field, value]) => (
            <div key={field}>
              <dt>{inOneLine(field, 200)}</dt>
              <dd>{inOneLine(value, 2_000)}</dd>
            </div>
          ))}
        </dl>
      </details>
      {body === null ? (
        <p class="hint">no body</p>
      ) : (
        <JsonBlock value={body} label={`Body of the ${name.toLowerCase()}`} />
      )}
      {size !== undefined && (
        <p class="hint">The body has {size.toLocaleString('en')} bytes; the mock keeps the first 65,536.</p>
      )}
    </section>
  );
}
