import { useState } from 'preact/hooks';
import type { ShownUpstream } from '../../mock/control/inspect/shown/settings.ts';
import { Card } from '../parts/card.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useChange } from '../parts/use-change.ts';
import { useStore } from '../store/store.ts';
import { inOneLine, visible } from '../text/visible.ts';

/** Chooses what goes through to the upstream; nothing where there is none. */
export function UpstreamCard() {
  const { settingsAge, namespace } = useStore();
  const answer = useAnswer<ShownUpstream>({ path: '/upstream' }, settingsAge.value);
  if (answer.state !== 'there' || answer.body.upstream === null) return null;
  const { upstream, rules, responses } = answer.body;
  return (
    <Card title="Upstream">
      <p>
        <code>{inOneLine(upstream)}</code>: {responses.passed} passed on, {responses.broken} broke the
        description.
      </p>
      <RulesForm key={`${namespace.value} ${JSON.stringify(rules)}`} rules={rules} />
    </Card>
  );
}

function RulesForm({ rules }: { readonly rules: ShownUpstream['rules'] }) {
  const { send, fault, isRunning } = useChange();
  const [mockOnly, setMockOnly] = useState(rules.mockOnly?.join(', ') ?? '');
  const [pass, setPass] = useState(rules.pass?.join(', ') ?? '');
  const [asksForMissing, setAsksForMissing] = useState(rules.onMissing === 'pass');
  const set = () => {
    const [only, through] = [selectorsIn(mockOnly), selectorsIn(pass)];
    const body = {
      ...(only.length > 0 && { mockOnly: only }),
      ...(through.length > 0 && { pass: through }),
      onMissing: asksForMissing ? 'pass' : 'refuse',
    };
    void send({ method: 'POST', path: '/upstream', body });
  };
  return (
    <form
      class="fields-form"
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      <TextField
        label="Mock these alone"
        placeholder="all: operations, tags, /paths"
        value={mockOnly}
        onInput={setMockOnly}
      />
      <TextField
        label="Pass these on"
        placeholder="none: operations, tags, /paths"
        value={pass}
        onInput={setPass}
      />
      <label>
        <input
          type="checkbox"
          checked={asksForMissing}
          onChange={(event) => setAsksForMissing(event.currentTarget.checked)}
        />{' '}
        ask it for items that the mock lacks
      </label>
      <div class="choices">
        <button type="submit" disabled={isRunning}>
          Set
        </button>
        <button
          type="button"
          disabled={isRunning}
          onClick={() => void send({ method: 'DELETE', path: '/upstream' })}
        >
          As at the start
        </button>
      </div>
      {fault !== '' && <p class="fault">{visible(fault)}</p>}
    </form>
  );
}

function selectorsIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
