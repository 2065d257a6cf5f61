import { FilterBar } from '../parts/filter-bar.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import type { ExchangeSummary } from '../../mock/control/inspect/shown/exchange.ts';
import { useStore } from '../store/store.ts';
import { counted } from '../text/words.ts';
import { ExchangeDetail } from './exchange-detail.tsx';
import { LogLine } from './log-line.tsx';

/** The exchanges as they come, the newest first, and the one that is open. */
export function LogView() {
  const store = useStore();
  const { lines, shown, selected, filter } = store;
  const newestFirst = shown.value.toReversed();
  return (
    <div class={selected.value === undefined ? 'split' : 'split open'}>
      <section class="pane" aria-label="Exchanges">
        <LogBar />
        {newestFirst.length > 0 ? (
          <VirtualList
            items={newestFirst}
            label="Exchanges, the newest first"
            keyOf={(line) => line.id}
            row={(line) => <LogLine line={line} />}
            classOf={(line) => `status-${statusClass(line)}`}
            selected={selected.value}
            onSelect={(line) => (selected.value = line.id)}
            height={30}
            narrowHeight={50}
          />
        ) : lines.value.length > 0 ? (
          <p class="empty">
            No line has <strong>{filter}</strong>.{' '}
            <button type="button" onClick={() => (filter.value = '')}>
              Show all
            </button>
          </p>
        ) : (
          <NoExchanges />
        )}
      </section>
      {selected.value !== undefined && <ExchangeDetail id={selected.value} />}
    </div>
  );
}

function statusClass({ status }: ExchangeSummary): string {
  return status === 0 ? '5' : (String(status)[0] ?? '5');
}

/** The filter, and what can be done with all lines. */
function LogBar() {
  const store = useStore();
  const { filter, isPaused, held, lines, shown, missed } = store;
  return (
    <FilterBar
      label="Filter"
      placeholder="Filter: a path, 4xx, an operation, -word"
      value={filter.value}
      onChange={(value) => (filter.value = value)}
      count={
        (shown.value.length === lines.value.length ? '' : `${shown.value.length} of `) +
        counted(lines.value.length, 'exchange') +
        (missed.value > 0 ? `, ${missed.value} missed` : '')
      }
    >
      <button
        type="button"
        aria-pressed={isPaused.value}
        title="p"
        onClick={() => (isPaused.value ? store.resume() : (isPaused.value = true))}
      >
        {isPaused.value ? `Go on (${held.value.length} new)` : 'Pause'}
      </button>
      <button
        type="button"
        title="Forgets the exchanges of the namespace, here and in the mock"
        onClick={() => void store.request({ method: 'DELETE', path: '/journal' })}
      >
        Clear
      </button>
    </FilterBar>
  );
}

function NoExchanges() {
  const { url } = useStore();
  return (
    <p class="empty">
      No request has come yet. Point your app at <code>{url}</code>.
    </p>
  );
}
