import { useState } from 'preact/hooks';
import { Card } from '../parts/card.tsx';
import { useChange } from '../parts/use-change.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { useStore } from '../store/store.ts';
import { inOneLine } from '../text/visible.ts';

/** Chooses the namespace that the page shows, and puts it back to its start. */
export function NamespaceCard({ settings: { namespaces } }: { readonly settings: ShownSettings }) {
  const { namespace, setNamespace } = useStore();
  const { send, fault } = useChange();
  const [name, setName] = useState('');
  const names = [...new Set(['', namespace.value, ...namespaces])];
  return (
    <Card title="Namespace">
      <p class="hint">
        Requests with <code>X-Stuntdouble-Namespace</code> have a state and settings of their own.
      </p>
      <div class="choices" role="group" aria-label="Namespace">
        {names.map((one) => (
          <button
            type="button"
            key={one}
            aria-pressed={one === namespace.value}
            onClick={() => setNamespace(one)}
          >
            {one === '' ? 'the default one' : inOneLine(one, 60)}
          </button>
        ))}
      </div>
      <form
        class="together"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') setNamespace(name.trim());
        }}
      >
        <input
          aria-label="Another namespace"
          placeholder="another one"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit">Show</button>
      </form>
      <div class="actions">
        <button
          type="button"
          title="Its state, settings and log"
          onClick={() => void send({ method: 'POST', path: '/reset' })}
        >
          Back to the start
        </button>
      </div>
      {fault !== '' && <p class="fault">{fault}</p>}
    </Card>
  );
}
