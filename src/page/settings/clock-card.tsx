import { useState } from 'preact/hooks';
import { Card } from '../parts/card.tsx';
import { useChange } from '../parts/use-change.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { clockText } from './settings-texts.ts';

const STEPS = ['1m', '1h', '1d', '30d'];

/** Lets time stand still, and pass. */
export function ClockCard({ settings: { clock, now } }: { readonly settings: ShownSettings }) {
  const { send, fault } = useChange();
  const [time, setTime] = useState('');
  const change = (body: object) => void send({ method: 'POST', path: '/clock', body });
  return (
    <Card title="Clock">
      <p>
        It showed <code>{now}</code>
        {clock !== null && `: ${clockText(clock)}`}.
      </p>
      <form
        class="fields-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (time !== '') change({ set: new Date(time).toISOString() });
        }}
      >
        <label>
          Let it stand at
          <span class="together">
            <input
              type="datetime-local"
              step="1"
              value={time}
              onInput={(event) => setTime(event.currentTarget.value)}
            />
            <button type="submit">Set</button>
          </span>
        </label>
      </form>
      <div class="choices" role="group" aria-label="Change of the clock">
        {STEPS.map((step) => (
          <button type="button" key={step} onClick={() => change({ advance: step })}>
            + {step}
          </button>
        ))}
        <button type="button" onClick={() => change({ set: now })}>
          Stop
        </button>
        <button type="button" disabled={clock === null} onClick={() => change({ free: true })}>
          Real time
        </button>
      </div>
      {fault !== '' && <p class="fault">{fault}</p>}
    </Card>
  );
}
