import { useAnswer } from '../parts/use-answer.ts';
import { useChange } from '../parts/use-change.ts';
import type { ShownCollection } from '../../mock/control/inspect/shown/state.ts';
import { useStore } from '../store/store.ts';
import { inOneLine, visible } from '../text/visible.ts';
import { counted } from '../text/words.ts';
import { CollectionTable } from './collection-table.tsx';
import { Snapshots } from './snapshots.tsx';

/** The collections of the namespace, and the items of one of them. */
export function StateView() {
  const { stateAge, collection } = useStore();
  const answer = useAnswer<{ readonly collections: readonly ShownCollection[] }>(
    { path: '/collections' },
    stateAge.value,
  );
  if (answer.state === 'waiting') return <p class="empty">Waiting for the mock.</p>;
  if (answer.state === 'failed') return <p class="empty">{visible(answer.reason)}</p>;
  const { collections } = answer.body;
  const isOpen = (one: ShownCollection) =>
    one.api === collection.value?.api && one.name === collection.value.name;
  const open = collections.find(isOpen) ?? collections.find(({ isOpened }) => isOpened);
  return (
    <div class="state">
      <section class="pane collections" aria-label="Collections">
        {collections.length === 0 && (
          <p class="empty">
            Nothing is remembered yet. Collections are inferred from paths such as <code>/things</code> and{' '}
            <code>/things/{'{id}'}</code>, or come from fixtures.
          </p>
        )}
        <ul>
          {collections.map((one) => (
            <li key={`${one.api} ${one.name}`}>
              <button
                type="button"
                class="collection"
                aria-current={one === open ? 'true' : undefined}
                onClick={() => (collection.value = { api: one.api, name: one.name })}
              >
                <span>
                  {inOneLine(one.name, 80)} <small>{inOneLine(one.api, 40)}</small>
                </span>
                <span class="hint">{one.isOpened ? countText(one) : 'not asked for yet'}</span>
              </button>
            </li>
          ))}
        </ul>
        <Snapshots />
      </section>
      {open !== undefined &&
        (open.isOpened ? (
          <CollectionTable key={`${open.api} ${open.name}`} collection={open} />
        ) : (
          <Unopened collection={open} />
        ))}
    </div>
  );
}

function countText({ count, added, changed, deleted }: ShownCollection): string {
  const parts = [
    [added, '+'],
    [changed, '~'],
    [deleted, '−'],
  ] as const;
  const changes = parts.filter(([number]) => number > 0).map(([number, sign]) => `${sign}${number}`);
  return [counted(count, 'item'), ...changes].join(' ');
}

function Unopened({ collection: { api, name } }: { readonly collection: ShownCollection }) {
  const { send, fault } = useChange();
  return (
    <div class="empty">
      <p>The items of this collection are made up when somebody asks for them first.</p>
      <p>
        <button
          type="button"
          onClick={() => void send({ method: 'POST', path: '/collections', body: { api, collection: name } })}
        >
          Make them up now
        </button>
      </p>
      {fault !== '' && <p class="fault">{visible(fault)}</p>}
    </div>
  );
}
