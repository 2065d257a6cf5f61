import { useState } from 'preact/hooks';
import { useChange } from '../parts/use-change.ts';
import type { ShownOperation } from '../../mock/control/inspect/shown/operation.ts';
import type { ShownAnswer, ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { useStore } from '../store/store.ts';
import { inOneLine } from '../text/visible.ts';

type FaultRule = NonNullable<ShownSettings['faults']['operations']>[string];

/** What happens often, whatever is documented. */
const FAILURES = ['500', '503', 'reset', 'no-response', 'malformed', 'empty'];
const DELAY = '2s';

/** Chooses with a click what the operation answers next. */
export function NextAnswer({ operation }: { readonly operation: ShownOperation }) {
  const { settings } = useStore();
  const { send, fault } = useChange();
  const [isOnce, setOnce] = useState(false);
  const { id, method, path, responses } = operation;
  const { answers = {}, faults = {} } = settings.value ?? {};
  const name =
    answers[`${method} ${path}`] !== undefined && answers[id] === undefined ? `${method} ${path}` : id;
  const [next] = answers[name] ?? [];
  const rule = faults.operations?.[id];
  const choose = (answer: ShownAnswer | undefined) => {
    const given = answer && (isOnce ? { ...answer, times: 1 } : answer);
    void send({
      method: 'POST',
      path: '/answers',
      body: { operation: name, ...(given && { answers: [given] }) },
    });
  };
  const setRule = (given: FaultRule | undefined) => {
    const { [id]: _, ...others } = faults.operations ?? {};
    const operations = given === undefined ? others : { ...others, [id]: given };
    void send({ method: 'POST', path: '/faults', body: { ...faults, operations } });
  };
  const choices = responses.flatMap(({ status, examples }) => [
    ...(/^\d{3}$/.test(status) ? [{ label: status, answer: { status: Number(status) } }] : []),
    ...examples.map((example) => ({
      label: /^\d{3}$/.test(status) ? `${status} ${example}` : example,
      answer: { ...(/^\d{3}$/.test(status) && { status: Number(status) }), example },
    })),
  ]);
  return (
    <section>
      <h3>What it answers next</h3>
      <div class="choices" role="group" aria-label="The next answer">
        <button type="button" aria-pressed={next === undefined} onClick={() => choose(undefined)}>
          its own
        </button>
        {choices.map(({ label, answer }) => (
          <button
            type="button"
            key={label}
            aria-pressed={isSame(next, answer)}
            onClick={() => choose(answer)}
          >
            {inOneLine(label, 50)}
            {isSame(next, answer) && next?.times !== undefined && ` (${next.times}×)`}
          </button>
        ))}
        <label class="check">
          <input
            type="checkbox"
            checked={isOnce}
            onChange={(event) => setOnce(event.currentTarget.checked)}
          />
          once only
        </label>
      </div>
      <div class="choices" role="group" aria-label="Faults of the operation">
        {FAILURES.map((kind) => {
          const fail = `${kind}:100%`;
          return (
            <button
              type="button"
              key={kind}
              aria-pressed={rule?.fail === fail}
              onClick={() => setRule(rule?.fail === fail ? undefined : { ...rule, fail })}
            >
              {kind}
            </button>
          );
        })}
        <button
          type="button"
          aria-pressed={rule?.latency !== undefined}
          onClick={() => setRule(rule?.latency === undefined ? { ...rule, latency: DELAY } : undefined)}
        >
          slow ({String(rule?.latency ?? DELAY)})
        </button>
      </div>
      {fault !== '' && <p class="fault">{fault}</p>}
    </section>
  );
}

function isSame(next: ShownAnswer | undefined, answer: ShownAnswer): boolean {
  return (
    next !== undefined &&
    next.status === answer.status &&
    next.example === answer.example &&
    next.body === undefined
  );
}
