import { Card } from '../parts/card.tsx';
import { useChange } from '../parts/use-change.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { inOneLine } from '../text/visible.ts';

/** Switches a scenario on. */
export function ScenarioCard({ settings: { scenario, scenarios } }: { readonly settings: ShownSettings }) {
  const { send, fault } = useChange();
  if (scenarios.length === 0)
    return (
      <Card title="Scenario">
        <p class="hint">
          There is none. Give situations a name in <code>stuntdouble.config.ts</code>, such as{' '}
          <code>{`scenarios: { outage: { faults: { fail: '503:100%' } } }`}</code>.
        </p>
      </Card>
    );
  return (
    <Card title="Scenario">
      <div class="choices" role="group" aria-label="Scenario">
        {[null, ...scenarios].map((name) => (
          <button
            type="button"
            key={name ?? ''}
            aria-pressed={name === scenario}
            onClick={() => void send({ method: 'POST', path: '/scenario', body: { name } })}
          >
            {name === null ? 'none' : inOneLine(name, 60)}
          </button>
        ))}
      </div>
      {fault !== '' && <p class="fault">{fault}</p>}
    </Card>
  );
}
