import { useEffect, useRef, useState } from 'preact/hooks';
import { useChange } from '../parts/use-change.ts';
import type { Item } from '../../mock/state/items/item.ts';
import { textOfValue, valueOfText, withMember } from '../text/form-values.ts';
import { inOneLine, visible } from '../text/visible.ts';

interface CellEditorProps {
  readonly item: Item;
  readonly column: string;
  readonly place: { readonly api: string; readonly collection: string; readonly id: string };
  readonly onDone: () => void;
}

/** Edits one member of an item in its place in the table: Enter keeps it, Escape does not, and nothing removes it. */
export function CellEditor({ item, column, place, onDone }: CellEditorProps) {
  const value = item[column];
  const [text, setText] = useState(textOfValue(value));
  const { send, fault, errors } = useChange();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const keep = async () => {
    if (text === textOfValue(value)) {
      onDone();
      return;
    }
    const types = typeof value === 'string' && !/^\s*[[{]/.test(text) ? ['string'] : [];
    const changed = text === '' && typeof value !== 'string' ? undefined : valueOfText(text, { types });
    const done = await send({
      method: 'PUT',
      path: '/items',
      body: { ...place, item: withMember(item, column, changed) },
    });
    if (done !== undefined) onDone();
  };
  const own = errors.find(({ pointer }) => pointer.startsWith(`/${column}`));
  return (
    <form
      class="cell-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <input
        ref={field}
        aria-label={inOneLine(column, 60)}
        aria-invalid={fault !== ''}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      {fault !== '' && (
        <p class="fault" role="alert">
          {visible(own?.message ?? fault)}
        </p>
      )}
    </form>
  );
}
