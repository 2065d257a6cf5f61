import { useRef } from 'preact/hooks';
import { Header } from './header.tsx';
import { LogView } from './log/log-view.tsx';
import { OperationsView } from './operations/operations-view.tsx';
import { Banner } from './settings/banner.tsx';
import { LoadSettings } from './settings/load-settings.tsx';
import { SettingsView } from './settings/settings-view.tsx';
import { StateView } from './state/state-view.tsx';
import { useShortcuts } from './store/shortcuts.ts';
import { useStore, type Tab } from './store/store.ts';

const VIEWS: Readonly<Record<Tab, () => preact.JSX.Element>> = {
  Log: LogView,
  Operations: OperationsView,
  State: StateView,
  Settings: SettingsView,
};

/** The whole page. */
export function App() {
  const { tab } = useStore();
  const place = useRef<HTMLDivElement>(null);
  useShortcuts(place);
  const View = VIEWS[tab.value];
  return (
    <div class="page" ref={place} tabIndex={-1}>
      <LoadSettings />
      <Header />
      <Banner />
      <div class="main">
        <View />
      </div>
    </div>
  );
}
