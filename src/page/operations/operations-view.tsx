import { useState } from 'preact/hooks';
import { FilterBar } from '../parts/filter-bar.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { VirtualList } from '../parts/virtual-list.tsx';
import type { OperationLine } from '../../mock/control/inspect/shown/operation.ts';
import { useStore } from '../store/store.ts';
import { inOneLine, visible } from '../text/visible.ts';
import { counted } from '../text/words.ts';
import { OperationDetail } from './operation-detail.tsx';
import { Statuses } from './statuses.tsx';

/** The operations, with what each has answered, and the one that is open. */
export function OperationsView() {
  const { apisAge, operation } = useStore();
  const [filter, setFilter] = useState('');
  const answer = useAnswer<{ readonly operations: readonly OperationLine[] }>(
    { path: '/operations' },
    apisAge.value,
  );
  if (answer.state === 'waiting') return <p class="empty">Waiting for the mock.</p>;
  if (answer.state === 'failed') return <p class="empty">{visible(answer.reason)}</p>;
  const { operations } = answer.body;
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = operations.filter((one) => words.every((word) => textOf(one).includes(word)));
  const open = operation.value;
  const key = open === undefined ? undefined : `${open.api} ${open.name}`;
  const asked = operations.filter(({ hits }) => hits > 0).length;
  return (
    <div class={open === undefined ? 'split' : 'split open'}>
      <section class="pane" aria-label="Operations">
        <FilterBar
          label="Filter"
          placeholder="Filter: a path, an operation, never"
          value={filter}
          onChange={setFilter}
          count={`${words.length > 0 ? `${shown.length} of ` : ''}${counted(operations.length, 'operation')}, ${asked} asked`}
        />
        {shown.length === 0 ? (
          <p class="empty">No operation has {inOneLine(filter)}.</p>
        ) : (
          <VirtualList
            items={shown}
            label="Operations"
            keyOf={({ api, id }) => `${api} ${id}`}
            row={(one) => <OperationRow operation={one} />}
            classOf={({ hits }) => (hits === 0 ? 'operation-row never' : 'operation-row')}
            selected={key}
            onSelect={({ api, id }) => (operation.value = { api, name: id })}
            height={46}
            narrowHeight={46}
          />
        )}
      </section>
      {open !== undefined && <OperationDetail key={key} place={open} />}
    </div>
  );
}

function textOf({ api, id, method, path, summary, hits }: OperationLine): string {
  return [api, id, method, path, summary ?? '', hits === 0 ? 'never' : ''].join(' ').toLowerCase();
}

function OperationRow({ operation }: { readonly operation: OperationLine }) {
  const { method, path, id, summary, hits, last, seen, documented } = operation;
  return (
    <>
      <span class="method">{inOneLine(method, 12)}</span>
      <span class="target" title={inOneLine(path)}>
        {inOneLine(path)}
      </span>
      <span class="hits" title={last === null ? 'not asked yet' : `the last response was ${last}`}>
        {hits === 0 ? 'never' : `${hits.toLocaleString('en')}×`}
      </span>
      <span class="under hint">{inOneLine(summary ?? id, 160)}</span>
      <span class="seen">
        <Statuses seen={seen} documented={documented} last={last} />
      </span>
    </>
  );
}
