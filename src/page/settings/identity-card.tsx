import { Card } from '../parts/card.tsx';
import { useChange } from '../parts/use-change.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { inOneLine } from '../text/visible.ts';

/** Lets each request count as one of an identity. */
export function IdentityCard({ settings: { identity, identities } }: { readonly settings: ShownSettings }) {
  const { send, fault } = useChange();
  if (identities.length === 0)
    return (
      <Card title="Identity">
        <p class="hint">
          The mock knows none: it accepts any credentials, or needs none. Fixtures can have some, in{' '}
          <code>state/identities.json</code>.
        </p>
      </Card>
    );
  return (
    <Card title="Identity">
      <label>
        Each request counts as one of
        <select
          value={identity ?? ''}
          onChange={(event) =>
            void send({ method: 'POST', path: '/identity', body: { id: event.currentTarget.value || null } })
          }
        >
          <option value="">whose credentials it has</option>
          {identities.map(({ api, id, roles }) => (
            <option key={`${api} ${id}`} value={id}>
              {inOneLine(`${id} (${api}${roles.length > 0 ? `: ${roles.join(', ')}` : ''})`, 90)}
            </option>
          ))}
        </select>
      </label>
      {fault !== '' && <p class="fault">{fault}</p>}
    </Card>
  );
}
