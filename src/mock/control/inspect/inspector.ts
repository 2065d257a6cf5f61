import type { RawRequest, RawResponse } from '../../../http/message.ts';
import type { Engine } from '../../engine.ts';
import { use, type Awaitable } from '../../state/awaitable.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalReader } from '../journal/journal-reader.ts';
import type { Events } from '../journal/events.ts';
import type { Snapshot } from '../../state/store.ts';
import type { ShownExchange } from './shown/exchange.ts';
import type { OperationLine, ShownOperation } from './shown/operation.ts';
import type { ShownIdentity } from './shown/settings.ts';
import type { ShownCollection, ShownItems } from './shown/state.ts';
import { requestOf, type OperationCall } from './call-request.ts';
import { shownIdentities } from './identities.ts';
import { NamedSnapshots } from './named-snapshots.ts';
import { operationLines, shownOperation } from './shown-operations.ts';
import {
  deleteItem,
  openCollection,
  putItem,
  shownCollections,
  shownItems,
  type CollectionPlace,
  type Edit,
} from './state-editor.ts';
import { shownExchange } from './shown-exchange.ts';

/** Shows what a mock knows of what has happened, and lets it happen again. */
export interface Inspector {
  /** Shows one exchange of a namespace; undefined where it is not kept. */
  readonly exchange: (namespace: string, id: number) => ShownExchange | undefined;
  /** Sends a request, whose exchange it shows; undefined where none is kept. */
  readonly send: (namespace: string, request: RawRequest) => Awaitable<ShownExchange | undefined>;
  /**
   * Sends the request of an exchange again, with its credentials. `unknown`: it is not kept; `cut`: its body is not kept as
   * a whole.
   */
  readonly resend: (
    namespace: string,
    id: number,
  ) => Awaitable<ShownExchange | 'unknown' | 'cut' | undefined>;
  /** Calls an operation, and shows the exchange. `unknown`: no API has the operation. */
  readonly call: (namespace: string, call: OperationCall) => Awaitable<ShownExchange | 'unknown' | undefined>;
  readonly identities: () => readonly ShownIdentity[];
  /** Lists the operations, with what each has answered in a namespace. */
  readonly operations: (namespace: string) => readonly OperationLine[];
  /** Shows one operation; undefined where no API, or not the named one, has it. */
  readonly operation: (
    namespace: string,
    name: string,
    api: string | undefined,
  ) => ShownOperation | undefined;
  readonly collections: (namespace: string) => Promise<readonly ShownCollection[]>;
  /** Shows the items of a collection; undefined for an unknown API. */
  readonly items: (place: CollectionPlace) => Promise<ShownItems | undefined>;
  /** Adds an item, or replaces the one with that identifier. */
  readonly putItem: (place: CollectionPlace, item: unknown, id?: string) => Promise<Edit>;
  readonly deleteItem: (place: CollectionPlace, id: string) => Promise<Edit>;
  /** Makes up the items of an inferred collection that nobody has asked for. */
  readonly openCollection: (place: CollectionPlace) => Promise<Edit>;
  readonly snapshots: NamedSnapshots;
}

/** What an inspector knows of the mock. */
interface Inspected {
  readonly initial: (api: string) => Snapshot | undefined;
  readonly events: Events;
  readonly engines: () => readonly Engine[];
  readonly kept: Journal;
  readonly journal: JournalReader;
  readonly answer: (request: RawRequest) => Awaitable<RawResponse>;
}

export function createInspector(inspected: Inspected): Inspector {
  const { engines, kept, journal, answer, initial, events } = inspected;
  const exchange = (namespace: string, id: number) => {
    const found = journal.find(namespace, id);
    return found && shownExchange(found, engines());
  };
  const send = (namespace: string, request: RawRequest) =>
    use(answer(request), () => {
      const sent = kept
        .of(namespace)
        .findLast(({ method, target }) => method === request.method && target === request.target);
      return sent && exchange(namespace, sent.id);
    });
  const engineOf = (api: string) => engines().find(({ description }) => description.name === api);
  const editing = async (
    { namespace, api }: CollectionPlace,
    edit: (engine: Engine) => Promise<Edit>,
  ): Promise<Edit> => {
    const engine = engineOf(api);
    if (engine === undefined) return { kind: 'unknown', reason: `no API ${api} is served` };
    const done = await edit(engine);
    if (done.kind === 'done') events.tell({ type: 'state', namespace });
    return done;
  };
  return {
    snapshots: new NamedSnapshots(),
    identities: () => shownIdentities(engines()),
    operations: (namespace) => operationLines(engines(), kept, namespace),
    operation: (namespace, name, api) => shownOperation(engines(), kept, { namespace, name, api }),
    call: (namespace, call) => {
      const request = requestOf(engines(), call);
      if (request === undefined) return 'unknown';
      const named = namespace === '' ? {} : { 'x-stuntdouble-namespace': namespace };
      return send(namespace, { ...request, headers: { ...request.headers, ...named } });
    },
    collections: (namespace) => shownCollections(engines(), namespace, initial),
    items: async (place) => {
      const engine = engineOf(place.api);
      return engine && shownItems(engine, place, initial(place.api));
    },
    putItem: (place, item, id) => editing(place, (engine) => putItem(engine, place, item, id)),
    deleteItem: (place, id) => editing(place, (engine) => deleteItem(engine, place, id)),
    openCollection: (place) =>
      editing(place, async (engine) =>
        (await openCollection(engine, place))
          ? { kind: 'done', id: '' }
          : { kind: 'unknown', reason: `no collection ${place.collection} is inferred` },
      ),
    exchange,
    send,
    resend: (namespace, id) => {
      const found = journal.find(namespace, id);
      if (found === undefined) return 'unknown';
      const { request, cut } = found.exchange;
      return cut?.request === undefined ? send(namespace, request) : 'cut';
    },
  };
}
