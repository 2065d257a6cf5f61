import { messageOf } from '../../../base/error-message.ts';
import { randomFor } from '../../../base/random.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Callback, Operation } from '../../../description/model/operation.ts';
import { fillRuntimeText } from '../../../description/model/runtime-expression.ts';
import { loadSuggestions } from '../../../generate/suggest.ts';
import { httpUrl } from '../../../http/request-target.ts';
import { headerValue, NO_BODY, type RawRequest, type RawResponse } from '../../../http/message.ts';
import type { RequestValues } from '../../../validation/validate-request.ts';
import type { SettingsByNamespace } from '../namespace-settings.ts';
import { SettingsError } from '../settings-error.ts';
import { namespaceOf } from '../../state/namespace.ts';
import { checkedSettings, type CallbackSettings } from './callback-settings.ts';
import type { JournalReader } from '../journal/journal-reader.ts';
import { createDeliveries, type Delivery } from './deliveries.ts';
import { deliveryEntry, type DeliveryEntry } from './delivery-entry.ts';
import { exchangeValues } from './exchange-values.ts';
import { makeRequest, type GivenParts, type MadeRequest, type MakingContext } from './make-request.ts';
import type { Outgoing, Send } from './outgoing.ts';
import { signatureField } from './signature.ts';
import { WebhookError } from './webhook-error.ts';

/** An exchange after which there may be callbacks. */
export interface AnsweredExchange {
  readonly request: RawRequest;
  readonly response: RawResponse;
  readonly operation: Operation;
  readonly values: RequestValues;
}

/** A webhook to send. */
export interface WebhookRequest extends GivenParts {
  readonly namespace?: string;
  /** Where it goes. Default: that of the settings. */
  readonly url?: string;
}

/** Sends the callbacks of operations, and webhooks. */
export interface Callbacks {
  /** Where requests may go beside this machine. */
  readonly hosts: readonly string[];
  /** Sends the callbacks of an operation that has been answered with a success. */
  readonly after: (exchange: AnsweredExchange) => void;
  /**
   * Sends a webhook, and waits until it has been taken, or is given up. Rejects with a SettingsError for one that is unknown
   * or goes nowhere, and with a WebhookError.
   */
  readonly sendWebhook: (name: string, wanted?: WebhookRequest) => Promise<DeliveryEntry>;
  /** Returns the callbacks and webhooks of a namespace, the oldest first. */
  readonly deliveries: (namespace: string) => readonly DeliveryEntry[];
  /** Stops those of a namespace and forgets them; all of them for undefined. */
  readonly clear: (namespace: string | undefined) => void;
  /** Says how requests are sent; without it, none are. */
  readonly connect: (send: Send) => void;
}

export interface CallbackContext {
  readonly descriptions: () => readonly Description[];
  readonly seed: number;
  readonly settings: SettingsByNamespace;
  readonly journal: () => JournalReader;
  /** Called when a callback or webhook has been taken, or given up. */
  readonly onEnd: (delivery: DeliveryEntry, namespace: string) => void;
}

/** @throws SettingsError */
export function createCallbacks(
  wanted: true | CallbackSettings,
  { descriptions, seed, settings: byNamespace, journal, onEnd }: CallbackContext,
): Callbacks {
  const settings = checkedSettings(wanted === true ? {} : wanted);
  let send: Send = async () => ({ kind: 'refused', reason: 'this mock has no server that sends requests' });
  const deliveries = createDeliveries(() => send);
  const make = async (
    description: Description,
    operation: Operation,
    { url, ...about }: { readonly url: URL } & Pick<MakingContext, 'names' | 'answered'>,
    given: GivenParts = {},
  ): Promise<MadeRequest> => {
    const context = { description, seed, suggest: await loadSuggestions(), ...about };
    const made = makeRequest(context, operation, url, given);
    if (settings.signature === undefined) return made;
    return {
      ...made,
      headers: { ...made.headers, ...(await signatureField(made.body, settings.signature)) },
    };
  };
  const shown = (delivery: Delivery, namespace: string) =>
    deliveryEntry(delivery, (exchange) => journal().show(namespace, exchange));
  const dispatch = async (outgoing: Outgoing, namespace: string): Promise<DeliveryEntry> => {
    const delivery = await deliveries.add(outgoing, namespace);
    const entry = shown(delivery, namespace);
    if (deliveries.of(namespace).includes(delivery)) onEnd(entry, namespace);
    return entry;
  };
  const counted = (namespace: string): number => {
    const { called = 0 } = byNamespace.of(namespace);
    byNamespace.setCounts(namespace, { called: called + 1 });
    return called;
  };
  const call = async (callback: Callback, exchange: AnsweredExchange, count: number): Promise<void> => {
    const { name, operation } = callback;
    const values = exchangeValues(exchange.request, exchange.values, exchange.response);
    const text = fillRuntimeText(callback.url, values);
    const description = descriptions().find(({ operations }) => operations.includes(exchange.operation));
    if (text === undefined || description === undefined) return;
    const common = { kind: 'callback', name, operation, after: exchange.operation } as const;
    const names = ['callback', exchange.operation.id, name, String(count)];
    const about = { text, names, answered: values.response.body };
    const outgoing: Outgoing = { ...common, ...(await madeOrFault(description, operation, about)) };
    await dispatch(outgoing, namespaceOf(exchange.request.headers));
  };
  const madeOrFault = async (
    description: Description,
    operation: Operation,
    { text, ...about }: { readonly text: string } & Pick<MakingContext, 'names' | 'answered'>,
  ): Promise<MadeRequest & Pick<Outgoing, 'fault'>> => {
    const nothing = { url: text, headers: {}, body: NO_BODY, violations: [] };
    const url = httpUrl(text);
    if (url === undefined) return { ...nothing, fault: `'${text}' is no URL of HTTP` };
    try {
      return await make(description, operation, { url, ...about });
    } catch (error) {
      return { ...nothing, fault: messageOf(error) }; // such as a schema that cannot be compiled
    }
  };
  const afterAll = async (exchange: AnsweredExchange): Promise<void> => {
    const count = counted(namespaceOf(exchange.request.headers));
    const random = randomFor(seed, 'callbacks', exchange.operation.id, String(count));
    const ordered = exchange.operation.callbacks
      .map((callback) => ({ callback, place: random.next() }))
      .toSorted((left, right) => left.place - right.place);
    for (const { callback } of ordered) void call(callback, exchange, count);
  };
  return {
    hosts: settings.hosts ?? [],
    deliveries: (namespace) => deliveries.of(namespace).map((one) => shown(one, namespace)),
    clear: deliveries.clear,
    connect: (given) => {
      send = given;
    },
    after: (exchange) => {
      const { operation, request, response } = exchange;
      if (operation.callbacks.length === 0 || response.status < 200 || response.status > 299) return;
      if (isOwn(request)) return; // else two mocks could call each other for ever
      void afterAll(exchange);
    },
    sendWebhook: async (name, { namespace = '', url: given, ...parts } = {}) => {
      const found = descriptions()
        .flatMap((description) => description.webhooks().map((webhook) => ({ ...webhook, description })))
        .find((webhook) => webhook.name === name);
      if (found === undefined) throw new SettingsError(unknownWebhook(name, descriptions()));
      const text = given ?? settings.webhooksTo;
      if (text === undefined)
        throw new SettingsError('/url: say where it goes, here or at start with --webhooks-to URL');
      const url = httpUrl(text);
      if (url === undefined) throw new SettingsError(`/url: '${text}' is no URL of HTTP`);
      const names = ['webhook', name, String(counted(namespace))];
      const made = await make(found.description, found.operation, { url, names }, parts);
      const isGiven = parts.body !== undefined || parts.headers !== undefined;
      if (isGiven && made.violations.length > 0) throw new WebhookError(name, made.violations);
      const outgoing: Outgoing = {
        kind: 'webhook',
        name,
        operation: found.operation,
        after: undefined,
        ...made,
      };
      return dispatch(outgoing, namespace);
    },
  };
}

/** True for a request that a mock has sent by itself. */
function isOwn({ headers }: RawRequest): boolean {
  return /\bstuntdouble\b/.test(headerValue(headers, 'via') ?? '');
}

function unknownWebhook(name: string, descriptions: readonly Description[]): string {
  const names = descriptions.flatMap((description) => description.webhooks().map((webhook) => webhook.name));
  const known =
    names.length === 0 ? 'the description has none' : `there are ${[...new Set(names)].join(', ')}`;
  return `there is no webhook ${name}; ${known}`;
}
