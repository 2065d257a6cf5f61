import { useState } from 'preact/hooks';
import { useChange } from '../parts/use-change.ts';
import type { Item } from '../../mock/state/items/item.ts';
import { inOneLine, visible } from '../text/visible.ts';

interface ItemEditorProps {
  readonly place: { readonly api: string; readonly collection: string };
  readonly item: Item;
  /** The item that is edited; undefined for a new one. */
  readonly id: string | undefined;
  readonly onDone: () => void;
}

/** Edits a whole item as JSON, adds a new one, or deletes one. */
export function ItemEditor({ place, item, id, onDone }: ItemEditorProps) {
  const [text, setText] = useState(JSON.stringify(item, null, 2));
  const [broken, setBroken] = useState('');
  const { send, fault, errors } = useChange();
  const save = async () => {
    let value: unknown;
    try {
      value = JSON.parse(text);
      setBroken('');
    } catch (error) {
      setBroken(`This is not JSON: ${String(error)}`);
      return;
    }
    const body = { ...place, item: value, ...(id !== undefined && { id }) };
    const done = await send({ method: id === undefined ? 'POST' : 'PUT', path: '/items', body });
    if (done !== undefined) onDone();
  };
  const remove = async () => {
    const done = await send({ method: 'DELETE', path: '/items', query: { ...place, id } });
    if (done !== undefined) onDone();
  };
  const name = id === undefined ? 'A new item' : `Item ${inOneLine(id, 60)}`;
  return (
    <form
      class="item-editor"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3>{name}</h3>
      <textarea
        aria-label={`${name} as JSON`}
        rows={Math.min(16, text.split('\n').length + 1)}
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      {errors.length > 0 ? (
        <ul class="fault" role="alert">
          {errors.map(({ pointer, message }) => (
            <li key={`${pointer} ${message}`}>
              <code>{inOneLine(pointer) || 'the item'}</code> {visible(message)}
            </li>
          ))}
        </ul>
      ) : (
        (broken !== '' || fault !== '') && (
          <p class="fault" role="alert">
            {visible(broken || fault)}
          </p>
        )
      )}
      <div class="actions">
        <button type="submit" class="main-action" title="Ctrl+Enter">
          {id === undefined ? 'Add' : 'Save'}
        </button>
        {id !== undefined && (
          <button type="button" onClick={() => void remove()}>
            Delete
          </button>
        )}
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
