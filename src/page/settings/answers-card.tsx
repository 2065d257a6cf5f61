import { Card } from '../parts/card.tsx';
import { useChange } from '../parts/use-change.ts';
import type { ShownAnswer, ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { useStore } from '../store/store.ts';
import { inOneLine } from '../text/visible.ts';

/** The answers that were chosen, with those that are left. */
export function AnswersCard({ settings: { answers } }: { readonly settings: ShownSettings }) {
  const { tab } = useStore();
  const { send, fault } = useChange();
  const chosen = Object.entries(answers).filter(([, list]) => list.length > 0);
  return (
    <Card title="Chosen answers">
      {chosen.length === 0 && (
        <p class="hint">
          Every operation answers by itself.{' '}
          <button type="button" class="link" onClick={() => (tab.value = 'Operations')}>
            Choose an answer at an operation
          </button>
          .
        </p>
      )}
      {chosen.map(([name, list]) => (
        <p key={name} class="entry">
          <code>{inOneLine(name, 80)}</code> <span class="hint">{list.map(answerText).join(', then ')}</span>
          <button
            type="button"
            aria-label={`Its own answer of ${inOneLine(name, 80)} again`}
            onClick={() => void send({ method: 'POST', path: '/answers', body: { operation: name } })}
          >
            ✕
          </button>
        </p>
      ))}
      {fault !== '' && <p class="fault">{fault}</p>}
    </Card>
  );
}

/** Says what an answer is, and how often it comes. */
function answerText({ status, example, body, times }: ShownAnswer): string {
  const what = [
    status,
    example === undefined ? undefined : `example ${example}`,
    body === undefined ? undefined : 'a body',
  ]
    .filter((one) => one !== undefined)
    .join(' ');
  return inOneLine(`${what}${times === undefined ? '' : ` ${times}×`}`);
}
