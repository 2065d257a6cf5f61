import { useEffect } from 'preact/hooks';
import { useAnswer } from '../parts/use-answer.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { useStore } from '../store/store.ts';

/** Keeps what is known of the settings up to date. It shows nothing. */
export function LoadSettings() {
  const { settings, routes, settingsAge, stream } = useStore();
  const answer = useAnswer<ShownSettings>({ path: '/settings' }, settingsAge.value);
  const listed = useAnswer<{ readonly endpoints: readonly { readonly path: string }[] }>(
    { path: '' },
    stream.value.state,
  );
  useEffect(() => {
    if (answer.state === 'there') settings.value = answer.body;
  }, [answer]);
  useEffect(() => {
    if (listed.state === 'there')
      routes.value = new Set(listed.body.endpoints.map(({ path }) => path.replace('/_stuntdouble', '')));
  }, [listed]);
  return null;
}
