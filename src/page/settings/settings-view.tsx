import { useStore } from '../store/store.ts';
import { AnswersCard } from './answers-card.tsx';
import { ClockCard } from './clock-card.tsx';
import { FaultsCard } from './faults-card.tsx';
import { IdentityCard } from './identity-card.tsx';
import { KeysCard } from './keys-card.tsx';
import { NamespaceCard } from './namespace-card.tsx';
import { ScenarioCard } from './scenario-card.tsx';
import { UpstreamCard } from './upstream-card.tsx';
import { WebhooksCard } from './webhooks-card.tsx';

/** All that can be switched on for the namespace. */
export function SettingsView() {
  const { settings, routes } = useStore();
  const set = settings.value;
  if (set === undefined) return <p class="empty">Waiting for the mock.</p>;
  return (
    <div class="cards">
      <div class="card-columns">
        <ScenarioCard settings={set} />
        <FaultsCard settings={set} />
        <AnswersCard settings={set} />
        <ClockCard settings={set} />
        <IdentityCard settings={set} />
        {routes.value.has('/webhooks') && <WebhooksCard />}
        {routes.value.has('/upstream') && <UpstreamCard />}
        <NamespaceCard settings={set} />
        <KeysCard />
      </div>
    </div>
  );
}
