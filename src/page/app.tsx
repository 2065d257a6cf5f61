import { useEffect, useRef } from 'preact/hooks';
import { Banner } from './settings/banner.tsx';
import { Header } from './header.tsx';
import { LogView } from './log/log-view.tsx';
import { useShortcuts } from './store/shortcuts.ts';
import { useStore } from './store/store.ts';

/** The whole page. */
export function App() {
  const { tab } = useStore();
  const place = useRef<HTMLDivElement>(null);
  useShortcuts(place);
  useEffect(() => place.current?.focus(), []);
  return (
    <div class="page" ref={place} tabIndex={-1}>
      <Header />
      <Banner />
      <main class="main" aria-label={tab.value}>
        {tab.value === 'Log' && <LogView />}
      </main>
    </div>
  );
}
