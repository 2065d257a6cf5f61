import { useState } from 'preact/hooks';
import type { ShownWebhook } from '../../mock/control/inspect/shown/settings.ts';
import { Card } from '../parts/card.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useChange } from '../parts/use-change.ts';
import { useStore } from '../store/store.ts';
import { inOneLine, visible } from '../text/visible.ts';

/** Sends the webhooks of the descriptions. */
export function WebhooksCard() {
  const { settingsAge, apisAge } = useStore();
  const answer = useAnswer<{ readonly isOn: boolean; readonly webhooks: readonly ShownWebhook[] }>(
    { path: '/webhooks' },
    `${settingsAge.value} ${apisAge.value}`,
  );
  const { send, fault, isRunning } = useChange();
  const [url, setUrl] = useState('');
  const [note, setNote] = useState('');
  if (answer.state === 'waiting') return null;
  if (answer.state === 'failed')
    return (
      <Card title="Webhooks">
        <p class="hint">{visible(answer.reason)}</p>
      </Card>
    );
  const { isOn, webhooks } = answer.body;
  const trigger = async (name: string) => {
    const body = url.trim() === '' ? {} : { url: url.trim() };
    const sent = await send({ method: 'POST', path: `/webhooks/${encodeURIComponent(name)}`, body });
    setNote(sent === undefined ? '' : `${inOneLine(name)} was sent`);
  };
  return (
    <Card title="Webhooks">
      {webhooks.length === 0 ? (
        <p class="hint">The descriptions have none.</p>
      ) : (
        <label>
          To
          <input
            type="url"
            placeholder="the address that is set"
            value={url}
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
        </label>
      )}
      {webhooks.map(({ name, summary }) => (
        <p key={name} class="entry">
          <code>{inOneLine(name, 80)}</code> <span class="hint">{inOneLine(summary ?? '', 120)}</span>
          <button type="button" disabled={isRunning || !isOn} onClick={() => void trigger(name)}>
            Send
          </button>
        </p>
      ))}
      {!isOn && webhooks.length > 0 && (
        <p class="hint">
          They are sent where the mock was started with <code>--callbacks</code>.
        </p>
      )}
      {note !== '' && <p class="hint">{note}</p>}
      {fault !== '' && <p class="fault">{visible(fault)}</p>}
    </Card>
  );
}
