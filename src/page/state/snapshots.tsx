import { useState } from 'preact/hooks';
import type { SnapshotLine } from '../../mock/control/inspect/shown/state.ts';
import { saveJson } from '../parts/save-file.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useChange } from '../parts/use-change.ts';
import { useStore } from '../store/store.ts';
import { inOneLine, visible } from '../text/visible.ts';
import { timeOfDay } from '../text/words.ts';

interface SnapshotList {
  readonly snapshots: readonly SnapshotLine[];
}

/** Takes snapshots, goes back to them, and saves the items as fixtures. */
export function Snapshots() {
  const { request } = useStore();
  const { send, fault } = useChange();
  const [name, setName] = useState('');
  const [age, setAge] = useState(0);
  const answer = useAnswer<SnapshotList>({ path: '/snapshots' }, age);
  const list = answer.state === 'there' ? answer.body.snapshots : [];
  const change = async (asked: Parameters<typeof send>[0]) => {
    await send(asked);
    setAge(age + 1);
  };
  const exported = async () => {
    const { body } = await request({ path: '/state' });
    const { apis } = body as { readonly apis: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    const fixtures = Object.entries(apis).map(([api, collections]) => [
      api,
      Object.fromEntries(Object.entries(collections).filter(([one]) => !one.startsWith('stuntdouble:'))),
    ]);
    saveJson('fixtures', fixtures.length === 1 ? fixtures[0]?.[1] : Object.fromEntries(fixtures));
  };
  return (
    <div class="snapshots">
      <h2>Snapshots</h2>
      <form
        class="together"
        onSubmit={(event) => {
          event.preventDefault();
          void change({
            method: 'POST',
            path: '/snapshots',
            body: { name: name.trim() || `at ${timeOfDay(new Date().toISOString())}` },
          });
          setName('');
        }}
      >
        <input
          aria-label="Name of the snapshot"
          placeholder="a name"
          value={name}
          maxLength={100}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit">Take</button>
      </form>
      {list.length === 0 && <p class="hint">A snapshot keeps items and settings, to go back to them.</p>}
      {list.map((one) => (
        <p key={one.name} class="entry">
          <span title={one.at}>{inOneLine(one.name, 60)}</span>
          <button
            type="button"
            onClick={() =>
              void change({ method: 'POST', path: '/snapshots/restore', body: { name: one.name } })
            }
          >
            Go back
          </button>
          <button
            type="button"
            aria-label={`Forget ${inOneLine(one.name, 60)}`}
            onClick={() => void change({ method: 'DELETE', path: '/snapshots', query: { name: one.name } })}
          >
            ✕
          </button>
        </p>
      ))}
      <div class="actions">
        <button
          type="button"
          title="Its items, settings and log"
          onClick={() => void change({ method: 'POST', path: '/reset' })}
        >
          Back to the start
        </button>
        <button
          type="button"
          title="All items as a file, for createMock({ fixtures })"
          onClick={() => void exported()}
        >
          Save as fixtures
        </button>
      </div>
      {fault !== '' && <p class="fault">{visible(fault)}</p>}
    </div>
  );
}
