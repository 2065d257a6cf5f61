import { Card } from '../parts/card.tsx';
import { SHORTCUTS } from '../store/shortcuts.ts';

/** Says what the keys do. */
export function KeysCard() {
  return (
    <Card title="Keys">
      <dl>
        {SHORTCUTS.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
