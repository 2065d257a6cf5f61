import { useState } from 'preact/hooks';
import { FilterBar } from '../parts/filter-bar.tsx';
import { ItemChanges } from '../parts/item-changes.tsx';
import { saveJson } from '../parts/save-file.ts';
import { useAnswer } from '../parts/use-answer.ts';
import type { ShownCollection, ShownItems } from '../../mock/control/inspect/shown/state.ts';
import type { Item } from '../../mock/state/items/item.ts';
import { useStore } from '../store/store.ts';
import { textOfValue } from '../text/form-values.ts';
import { columnsOf, hasWords } from '../text/table-columns.ts';
import { inOneLine, visible } from '../text/visible.ts';
import { counted } from '../text/words.ts';
import { CellEditor } from './cell-editor.tsx';
import { ItemEditor } from './item-editor.tsx';

/** So many rows are shown at once; a search finds the others. */
const MOST_ROWS = 200;

type Editing =
  | { readonly kind: 'none' }
  | { readonly kind: 'new'; readonly item: Item }
  | { readonly kind: 'item'; readonly item: Item; readonly id: string }
  | { readonly kind: 'cell'; readonly item: Item; readonly id: string; readonly column: string };

const NONE: Editing = { kind: 'none' };

/** The items of a collection as a table, which can be searched and edited. */
export function CollectionTable({ collection }: { readonly collection: ShownCollection }) {
  const { stateAge } = useStore();
  const { api, name } = collection;
  const answer = useAnswer<ShownItems>({ path: '/items', query: { api, collection: name } }, stateAge.value);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Editing>(NONE);
  const [isDiff, setDiff] = useState(false);
  const [rows, setRows] = useState(MOST_ROWS);
  if (answer.state === 'waiting') return <p class="empty">Waiting for the items.</p>;
  if (answer.state === 'failed') return <p class="empty">{visible(answer.reason)}</p>;
  const { items, key, changes } = answer.body;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter((item) => hasWords(item, words));
  const columns = columnsOf(items, key);
  const place = { api, collection: name };
  return (
    <section class="pane items" aria-label={`Items of ${inOneLine(name, 80)}`}>
      <FilterBar
        label="Search"
        placeholder="Search items"
        value={search}
        onChange={setSearch}
        count={`${words.length > 0 ? `${found.length} of ` : ''}${counted(items.length, 'item')}`}
      >
        <button type="button" onClick={() => setEditing({ kind: 'new', item: draftOf(items, key) })}>
          Add
        </button>
        <button
          type="button"
          aria-pressed={isDiff}
          disabled={changes.length === 0}
          onClick={() => setDiff(!isDiff)}
        >
          {changes.length === 0 ? 'As at the start' : counted(changes.length, 'change')}
        </button>
        <button
          type="button"
          title={`${inOneLine(name, 60)}.json, for --fixtures`}
          onClick={() => saveJson(name, items)}
        >
          Save as fixture
        </button>
      </FilterBar>
      {editing.kind === 'new' && (
        <ItemEditor place={place} item={editing.item} id={undefined} onDone={() => setEditing(NONE)} />
      )}
      {editing.kind === 'item' && (
        <ItemEditor
          key={editing.id}
          place={place}
          item={editing.item}
          id={editing.id}
          onDone={() => setEditing(NONE)}
        />
      )}
      {isDiff && changes.length > 0 ? (
        <div class="scroll">
          <ItemChanges changes={changes} />
        </div>
      ) : items.length === 0 ? (
        <p class="empty">There is no item. Add one, or let your app create one.</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label="Table of the items">
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {inOneLine(column, 40)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.slice(0, rows).map((item) => {
                const id = textOfValue(item[key]);
                return (
                  <tr key={id}>
                    {columns.map((column) => (
                      <Cell
                        key={column}
                        item={item}
                        column={column}
                        isKey={column === key}
                        isEdited={editing.kind === 'cell' && editing.id === id && editing.column === column}
                        place={{ ...place, id }}
                        onEdit={() =>
                          setEditing(
                            column === key ? { kind: 'item', item, id } : { kind: 'cell', item, id, column },
                          )
                        }
                        onDone={() => setEditing(NONE)}
                      />
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {found.length > rows && (
            <button type="button" class="more" onClick={() => setRows(rows + MOST_ROWS)}>
              Show {Math.min(MOST_ROWS, found.length - rows)} more of {counted(found.length, 'item')}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** Returns the start of a new item: a copy of the last one, without what identifies it. */
function draftOf(items: readonly Item[], key: string): Item {
  const last = items.at(-1) ?? {};
  const own = last[key];
  const numbers = items.map((item) => item[key]).filter((one) => typeof one === 'number');
  const id =
    typeof own === 'number' ? Math.max(0, ...numbers) + 1 : (crypto.randomUUID?.() ?? `new-${Date.now()}`);
  return { ...last, [key]: id };
}

interface CellProps {
  readonly item: Item;
  readonly column: string;
  readonly isKey: boolean;
  readonly isEdited: boolean;
  readonly place: { readonly api: string; readonly collection: string; readonly id: string };
  readonly onEdit: () => void;
  readonly onDone: () => void;
}

function Cell({ item, column, isKey, isEdited, place, onEdit, onDone }: CellProps) {
  const value = item[column];
  if (isEdited)
    return (
      <td>
        <CellEditor item={item} column={column} place={place} onDone={onDone} />
      </td>
    );
  const text = inOneLine(textOfValue(value), 80);
  const label = isKey ? `Edit item ${text}` : `Edit ${inOneLine(column, 40)}`;
  return (
    <td class={typeof value === 'number' ? 'number' : ''}>
      <button type="button" class="cell" title={label} onClick={onEdit}>
        {value === undefined ? (
          <span class="hint">–</span>
        ) : text === '' ? (
          <span class="hint">empty</span>
        ) : (
          text
        )}
        <span class="unseen">, {label}</span>
      </button>
    </td>
  );
}
