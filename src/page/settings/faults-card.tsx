import { useEffect, useState } from 'preact/hooks';
import { Card } from '../parts/card.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useChange } from '../parts/use-change.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { inOneLine } from '../text/visible.ts';

/** What is wished for often. */
const LATENCIES = ['200ms', '100-800ms', 'p50=80,p99=900', '3s'];
const FAILURES = ['503:100%', '500:20%', '429:10%', 'reset:10%', 'malformed:20%'];

/** Slow responses, and failing ones. */
export function FaultsCard({ settings: { faults } }: { readonly settings: ShownSettings }) {
  const { send, fault } = useChange();
  const [latency, setLatency] = useState('');
  const [fail, setFail] = useState('');
  useEffect(() => {
    setLatency(faults.latency === undefined ? '' : String(faults.latency));
    setFail(faults.fail ?? '');
  }, [faults.latency, faults.fail]);
  const set = (given: { readonly latency: string; readonly fail: string }) => {
    const { operations } = faults;
    void send({
      method: 'POST',
      path: '/faults',
      body: {
        ...(given.latency.trim() !== '' && { latency: given.latency.trim() }),
        ...(given.fail.trim() !== '' && { fail: given.fail.trim() }),
        ...(operations && { operations }),
      },
    });
  };
  const rules = Object.entries(faults.operations ?? {});
  const without = (name: string) =>
    void send({
      method: 'POST',
      path: '/faults',
      body: { ...faults, operations: Object.fromEntries(rules.filter(([one]) => one !== name)) },
    });
  return (
    <Card title="Faults">
      <form
        class="fields-form"
        onSubmit={(event) => {
          event.preventDefault();
          set({ latency, fail });
        }}
      >
        <TextField
          label="Latency"
          value={latency}
          onInput={setLatency}
          placeholder="none: 200ms, 100-800ms"
        />
        <Presets label="latencies" values={LATENCIES} onChoose={(one) => set({ latency: one, fail })} />
        <TextField label="Failures" value={fail} onInput={setFail} placeholder="none: 5%, 503:5%,reset:1%" />
        <Presets label="failures" values={FAILURES} onChoose={(one) => set({ latency, fail: one })} />
        <div class="actions">
          <button type="submit" class="main-action">
            Set
          </button>
          <button type="button" onClick={() => void send({ method: 'DELETE', path: '/faults' })}>
            None
          </button>
        </div>
      </form>
      {rules.map(([name, rule]) => (
        <p key={name} class="entry">
          <code>{inOneLine(name, 80)}</code>{' '}
          <span class="hint">
            {inOneLine([rule.latency, rule.fail].filter((one) => one !== undefined).join(', '))}
          </span>
          <button
            type="button"
            aria-label={`No faults of ${inOneLine(name, 80)}`}
            onClick={() => without(name)}
          >
            ✕
          </button>
        </p>
      ))}
      {fault !== '' && <p class="fault">{fault}</p>}
    </Card>
  );
}

interface PresetsProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly onChoose: (value: string) => void;
}

function Presets({ label, values, onChoose }: PresetsProps) {
  return (
    <div class="choices" role="group" aria-label={`Usual ${label}`}>
      {values.map((value) => (
        <button type="button" key={value} onClick={() => onChoose(value)}>
          {value}
        </button>
      ))}
    </div>
  );
}
