import { batch, computed, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Connection, ControlReply, ControlRequest, StreamedEvent, StreamState } from './connection.ts';
import type { ExchangeSummary } from '../../mock/control/inspect/shown/exchange.ts';
import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { lineFilter } from './line-filter.ts';

/** The parts of the page. */
export const TABS = ['Log', 'Operations', 'State', 'Settings'] as const;

export type Tab = (typeof TABS)[number];

/** Something of an API, by its name. */
export interface PlaceInApi {
  readonly api: string;
  readonly name: string;
}

/** So many lines are kept; the oldest go first. */
const MOST_LINES = 2_000;

/** So many exchanges from before are asked for. */
const HISTORY = 1_000;

/** What the page knows and shows, and how it asks for more. Components read nothing else. */
export type Store = ReturnType<typeof createStore>;

export const StoreContext = createContext<Store | undefined>(undefined);

/** Returns the store of the page that a component belongs to. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('a component of the page needs its store');
  return store;
}

export function createStore(connection: Connection) {
  const namespace = signal('');
  const tab = signal<Tab>('Log');
  const stream = signal<{ readonly state: StreamState; readonly reason: string }>({
    state: 'waiting',
    reason: '',
  });
  const url = signal('');
  const version = signal('');
  const lines = signal<readonly ExchangeSummary[]>([]);
  const held = signal<readonly ExchangeSummary[]>([]);
  const isPaused = signal(false);
  const missed = signal(0);
  const filter = signal('');
  const selected = signal<number | undefined>(undefined);
  /** Counts what has happened: who shows settings, state or operations asks again when its number changes. */
  const settingsAge = signal(0);
  /** What is set for the namespace; undefined until it is known. */
  const settings = signal<ShownSettings | undefined>(undefined);
  /** The paths of the control below `/_stuntdouble`. */
  const routes = signal<ReadonlySet<string>>(new Set());
  /** The operation that is open, and the collection: `api name`. */
  const operation = signal<PlaceInApi | undefined>(undefined);
  const collection = signal<PlaceInApi | undefined>(undefined);
  const stateAge = signal(0);
  const apisAge = signal(0);
  const shown = computed(() => {
    const fits = lineFilter(filter.value);
    return filter.value.trim() === '' ? lines.value : lines.value.filter(fits);
  });

  let arrived: ExchangeSummary[] = [];
  let isPlanned = false;
  const take = () => {
    isPlanned = false;
    const fresh = arrived;
    arrived = [];
    const place = isPaused.value ? held : lines;
    const last = Math.max(lines.value.at(-1)?.id ?? 0, held.value.at(-1)?.id ?? 0);
    const added = fresh.filter(({ id }) => id > last);
    batch(() => {
      if (added.length > 0) place.value = [...place.value, ...added].slice(-MOST_LINES);
      if (fresh.some(({ changes }) => changes > 0)) stateAge.value += 1;
      if (fresh.length > 0) apisAge.value += 1;
    });
  };
  /** Lines are shown once in each frame, however many come. */
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(take, 30);
  };
  const clearLines = () => {
    arrived = [];
    batch(() => {
      lines.value = [];
      held.value = [];
      missed.value = 0;
      selected.value = undefined;
    });
  };
  const onEvent = (event: StreamedEvent) => {
    switch (event.type) {
      case 'exchange':
        arrived.push(event as unknown as ExchangeSummary);
        plan();
        return;
      case 'hello':
        url.value = String(event['url'] ?? '');
        version.value = String(event['version'] ?? '');
        settingsAge.value += 1;
        stateAge.value += 1;
        apisAge.value += 1;
        return;
      case 'missed':
        missed.value += Number(event['count']);
        return;
      case 'settings':
        settingsAge.value += 1;
        return;
      case 'state':
        stateAge.value += 1;
        return;
      case 'cleared':
        clearLines();
        apisAge.value += 1;
        return;
      case 'reloaded':
        apisAge.value += 1;
        stateAge.value += 1;
        settingsAge.value += 1;
    }
  };

  let unsubscribe = () => {};
  const listen = () => {
    unsubscribe();
    clearLines();
    unsubscribe = connection.subscribe({
      namespace: namespace.value,
      history: HISTORY,
      onEvents: (events) => batch(() => events.forEach(onEvent)),
      onState: (state, reason) => (stream.value = { state, reason }),
    });
  };
  listen();

  return {
    namespace,
    tab,
    stream,
    url,
    version,
    lines,
    held,
    isPaused,
    missed,
    filter,
    selected,
    shown,
    settingsAge,
    settings,
    routes,
    operation,
    collection,
    stateAge,
    apisAge,
    setNamespace: (name: string) => {
      namespace.value = name;
      listen();
    },
    resume: () => {
      batch(() => {
        isPaused.value = false;
        lines.value = [...lines.value, ...held.value].slice(-MOST_LINES);
        held.value = [];
      });
    },
    clearLines,
    /** Sends a control request for the namespace that is shown. */
    request: (request: ControlRequest): Promise<ControlReply> =>
      connection.request({ namespace: namespace.value, ...request }),
    stop: () => unsubscribe(),
  };
}
