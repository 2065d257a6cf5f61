import { isObject } from '../../../base/json.ts';
import type { RawResponse } from '../../../http/message.ts';
import type { WebhookRequest } from '../../control/callbacks/callbacks.ts';
import { WebhookError } from '../../control/callbacks/webhook-error.ts';
import type { ShownWebhook } from '../../control/inspect/shown/settings.ts';
import { CALLBACKS_OFF } from '../../control/callbacks/callback-settings.ts';
import { json, problem } from './control-response.ts';
import { BodyError, onlyWith, withJsonBody, type ControlCall, type Endpoints } from './endpoint.ts';

/** The largest webhook that is accepted, in bytes. */
const WEBHOOK_LIMIT = 1_048_576;

export const CALLBACK_ENDPOINTS: Endpoints = {
  '/deliveries': {
    methods: ['GET'],
    does: 'lists the callbacks and webhooks that were sent for the namespace, the oldest first, with what was answered',
    respond: deliveries,
  },
  '/webhooks': {
    methods: ['GET'],
    does: 'lists the webhooks of the APIs',
    respond: webhooks,
  },
  '/webhooks/{name}': {
    methods: ['POST'],
    does:
      'sends a webhook, and tells what became of it: {"url": "http://localhost:5173/hook", "body": {…}, "headers": {…}}, ' +
      'each of which may be left out: the body is then made',
    respond: send,
  },
};

async function deliveries({ mock, namespace }: ControlCall): Promise<RawResponse> {
  return json(200, { namespace, deliveries: mock.callbacks?.deliveries(namespace) ?? [] });
}

async function webhooks({ mock }: ControlCall): Promise<RawResponse> {
  const found = mock.descriptions.flatMap((description) =>
    description.webhooks().map(({ name, operation }): ShownWebhook => ({
      api: description.name,
      name,
      operation: operation.id,
      method: operation.method,
      summary: operation.summary ?? null,
    })),
  );
  return json(200, { isOn: mock.callbacks !== undefined, webhooks: found });
}

async function send(call: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace, name = '' } = call;
  const { callbacks } = mock;
  const isKnown = mock.descriptions.some((one) => one.webhooks().some((webhook) => webhook.name === name));
  if (!isKnown) return problem(404, 'Not Found', `there is no webhook ${name}`);
  if (callbacks === undefined) return problem(409, 'Callbacks Are Off', CALLBACKS_OFF);
  return withJsonBody(
    call,
    WEBHOOK_LIMIT,
    async (value) => {
      try {
        return json(200, await callbacks.sendWebhook(name, { ...webhookIn(value), namespace }));
      } catch (error) {
        if (!(error instanceof WebhookError)) throw error;
        const sentences = error.violations.map(({ sentence }) => sentence);
        return problem(400, 'Bad Request', error.message, {}, { violations: sentences });
      }
    },
    {},
  );
}

const MEMBERS = ['url', 'body', 'headers'];

/** Reads what is given of a webhook. @throws BodyError */
function webhookIn(value: unknown): WebhookRequest {
  const { url, headers } = onlyWith(MEMBERS, value);
  if (url !== undefined && typeof url !== 'string') throw new BodyError('/url: give a text');
  const texts = headers === undefined ? {} : headers;
  if (!isObject(texts) || Object.values(texts).some((text) => typeof text !== 'string'))
    throw new BodyError('/headers: give an object of texts');
  return value as WebhookRequest;
}
