import { useChange } from '../parts/use-change.ts';
import { useStore } from '../store/store.ts';
import { switchedOn } from './settings-texts.ts';

/** Says what is on, while anything but the plain mock is. */
export function Banner() {
  const { settings, tab } = useStore();
  const { send, fault } = useChange();
  if (settings.value === undefined) return null;
  const on = switchedOn(settings.value);
  if (on.length === 0) return null;
  const switchOff = async () => {
    await send({ method: 'DELETE', path: '/scenario' });
    await send({ method: 'DELETE', path: '/faults' });
    await send({ method: 'POST', path: '/identity', body: { id: null } });
    await send({ method: 'POST', path: '/clock', body: { free: true } });
  };
  return (
    <aside class="banner" aria-label="What is switched on">
      <strong>On:</strong>
      <span>{on.join(' · ')}</span>
      {fault !== '' && <span class="fault">{fault}</span>}
      <span class="end">
        {tab.value !== 'Settings' && (
          <button type="button" onClick={() => (tab.value = 'Settings')}>
            Settings
          </button>
        )}
        <button type="button" onClick={() => void switchOff()}>
          Switch all off
        </button>
      </span>
    </aside>
  );
}
