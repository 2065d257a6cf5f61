import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createMock, type MockOptions } from '../../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { createDeliveries } from '../../../../src/mock/control/callbacks/deliveries.ts';
import { TIMES } from '../../../../src/mock/control/callbacks/deliver.ts';
import { NO_BODY } from '../../../../src/http/message.ts';
import { createSender } from '../../../../src/mock/server/callbacks/send-outgoing.ts';
import { WebhookError } from '../../../../src/mock/control/callbacks/webhook-error.ts';
import type { DeliveryEntry } from '../../../../src/mock/control/callbacks/delivery-entry.ts';
import { SettingsError } from '../../../../src/mock/control/settings-error.ts';
import type { MockApp } from '../../../../src/mock/server/app.ts';
import { ask } from '../../ask.ts';
import { answers, ref, takes } from '../../../description/described.ts';
import { serveMock } from '../../server/serve-mock.ts';
import { receive } from './receiver.ts';

const Event = {
  type: 'object',
  required: ['id', 'kind'],
  properties: { id: { type: 'string' }, kind: { enum: ['made', 'gone'] } },
};

const sent = (extra: object = {}) => ({
  requestBody: takes(ref('Event')),
  responses: { 200: { description: 'Seen.' } },
  ...extra,
});

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      post: {
        operationId: 'createOrder',
        requestBody: takes({
          type: 'object',
          required: ['amount'],
          properties: { amount: { type: 'integer' }, hook: { type: 'string' }, other: { type: 'string' } },
        }),
        responses: {
          201: answers({ type: 'object', required: ['id'], properties: { id: { type: 'string' } } }),
        },
        callbacks: {
          made: {
            '{$request.body#/hook}?order={$response.body#/id}': {
              post: sent({
                parameters: [{ name: 'X-Event', in: 'header', required: true, schema: { const: 'made' } }],
              }),
            },
          },
          noticed: { '{$request.body#/other}': { put: sent() } },
        },
      },
    },
  },
  webhooks: {
    changed: { post: sent({ operationId: 'onChanged' }) },
    shown: { post: { requestBody: takes({ type: 'object' }), responses: { 200: { description: 'Seen.' } } } },
  },
  components: { schemas: { Event } },
};

const SPACE = { 'x-stuntdouble-namespace': 'one' };

const mock = (options: Partial<MockOptions> = {}) =>
  createMock({
    callbacks: true,
    ...options,
    descriptions: loadDescriptionSync(DOCUMENT, { name: 'orders' }),
  });

const order = (app: MockApp, hooks: object, headers = {}) =>
  ask(app, {
    method: 'POST',
    target: '/orders',
    body: { amount: 1, ...hooks },
    headers: { ...SPACE, ...headers },
  });

/** Waits until so many deliveries are over. */
async function over(app: MockApp, count: number, namespace = 'one'): Promise<readonly DeliveryEntry[]> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const found = app.deliveries(namespace).filter(({ outcome }) => outcome !== 'waiting');
    if (found.length >= count) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  throw new Error(JSON.stringify(app.deliveries(namespace)));
}

describe('a documented callback', () => {
  test('is sent after its operation, where its expressions say, and as it is described', async () => {
    const [receiver, app] = [await receive(), mock()];
    const { body } = await order(app, { hook: `${receiver.url}/in` });
    const [delivery] = await over(app, 1);
    const { id } = body as { readonly id: string };
    const [got] = receiver.received;
    expect([got?.method, got?.path]).toEqual(['POST', `/in?order=${encodeURIComponent(id)}`]);
    expect(got?.headers).toMatchObject({
      'x-event': 'made',
      via: '1.1 stuntdouble',
      'content-type': 'application/json',
    });
    const event = JSON.parse(got?.body ?? '') as { readonly id: string; readonly kind: string };
    expect(['made', 'gone']).toContain(event.kind);
    expect(event.id).toBe(id); // as answered
    expect(delivery).toMatchObject({
      kind: 'callback',
      name: 'made',
      after: 'createOrder',
      outcome: 'delivered',
      origin: receiver.url,
      violations: [],
      tries: [{ status: 200, reason: null }],
      response: { status: 200, body: 'seen' },
    });
  });

  test('is not sent when the request was refused, when an answer without success was chosen, or without a place', async () => {
    const [receiver, app] = [await receive(), mock()];
    await ask(app, { method: 'POST', target: '/orders', body: { hook: receiver.url }, headers: SPACE });
    app.setAnswers('createOrder', { status: 503, times: 1 }, 'one');
    await order(app, { hook: receiver.url });
    await order(app, {});
    await order(app, { hook: receiver.url });
    await over(app, 1);
    expect(receiver.received).toHaveLength(1);
    expect(app.deliveries('one')).toHaveLength(1);
  });

  test('is off without the setting', async () => {
    const [receiver, app] = [await receive(), mock({ callbacks: false })];
    await order(app, { hook: receiver.url });
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect([receiver.received, app.deliveries('one')]).toEqual([[], []]);
  });

  test('comes in an order, and with bodies, that the seed gives, and that go on after a restore', async () => {
    const play = async (seed: number) => {
      const [receiver, app] = [await receive(), mock({ seed })];
      const saved = await app.snapshot('one');
      const sendAll = async () => {
        for (let count = 0; count < 4; count += 1)
          await order(app, { hook: `${receiver.url}/hook`, other: `${receiver.url}/other` });
        await over(app, 8);
      };
      await sendAll();
      const first = receiver.received.splice(0);
      await app.reset('one');
      await app.restore(saved, 'one');
      await sendAll();
      const texts = [first, receiver.received].map((list) =>
        list.map(({ path, body }) => `${path?.slice(0, 6)} ${body}`),
      );
      expect(texts[0]).toEqual(texts[1]);
      return texts[0];
    };
    const [one, again, other] = [await play(1), await play(1), await play(2)];
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(new Set(one?.map((text) => text.slice(0, 6)))).toEqual(new Set(['/hook?', '/other']));
  });

  test('is signed as the settings say', async () => {
    const receiver = await receive();
    const app = mock({ callbacks: { signature: { secret: 'hush' } } });
    await order(app, { hook: receiver.url });
    await receiver.until(1);
    const [got] = receiver.received;
    const wanted = createHmac('sha256', 'hush')
      .update(got?.body ?? '')
      .digest('hex');
    expect(got?.headers['x-hub-signature-256']).toBe(`sha256=${wanted}`);
    const signature = {
      secret: 'hush',
      header: 'X-Sign',
      prefix: '',
      algorithm: 'sha512',
      encoding: 'base64',
    } as const;
    const second = mock({ callbacks: { signature } });
    await order(second, { hook: receiver.url });
    await receiver.until(2);
    const later = receiver.received[1];
    expect(later?.headers['x-sign']).toBe(
      createHmac('sha512', 'hush')
        .update(later?.body ?? '')
        .digest('base64'),
    );
  });

  test('is tried three times, until a receiver takes it', async () => {
    const receiver = await receive((index) => ({ status: index < 2 ? 503 : 204 }));
    const app = mock();
    await order(app, { hook: receiver.url });
    const [delivery] = await over(app, 1);
    expect(delivery?.tries.map(({ status }) => status)).toEqual([503, 503, 204]);
    expect(delivery?.outcome).toBe('delivered');
  });

  test('is given up after three tries, also where nobody is', async () => {
    const [failing, app] = [await receive(() => ({ status: 500 })), mock()];
    const places = [failing.url, 'http://127.0.0.1:1'];
    await Promise.all(
      places.map((hook, index) => order(app, { hook }, { 'x-stuntdouble-namespace': String(index) })),
    );
    const found = await Promise.all(places.map((_, index) => over(app, 1, String(index))));
    expect(found.map(([one]) => [one?.outcome, one?.tries.length])).toEqual([
      ['failed', 3],
      ['failed', 3],
    ]);
    expect(failing.received).toHaveLength(3);
    expect(found[1]?.[0]?.reason).toMatch(/ECONNREFUSED/);
  });

  test('is given up where nobody answers: after 10 s, in three tries of 3 s', async () => {
    const silent = await receive(() => undefined);
    const { operations } = loadDescriptionSync(DOCUMENT, { name: 'orders' });
    const [operation] = operations;
    if (operation === undefined) throw new Error('there is no operation');
    const send = createSender({ hosts: [], ownPorts: new Set() });
    expect(TIMES).toEqual({ longest: 10_000, ofTry: 3000, pauses: [500, 2000] });
    const tenth = { longest: 1000, ofTry: 300, pauses: [50, 200] };
    const start = performance.now();
    const outgoing = { kind: 'webhook', name: 'a', after: undefined, url: silent.url, headers: {} } as const;
    const { tries, isOver } = await createDeliveries(() => send, tenth).add(
      { ...outgoing, operation, body: NO_BODY, violations: [] },
      'one',
    );
    expect([isOver, silent.received.length, tries.map((one) => one.sent)]).toEqual([
      true,
      3,
      Array.from({ length: 3 }, () => ({ kind: 'failed', reason: 'it took too long, or was stopped' })),
    ]);
    expect(performance.now() - start).toBeGreaterThan(900);
  });

  test('is stopped and forgotten by a reset, and when the mock stops', async () => {
    const [receiver, app] = [await receive(() => ({ status: 500 })), mock()];
    const { close } = await serveMock(app);
    await order(app, { hook: receiver.url });
    await receiver.until(1);
    await app.reset('one');
    expect(app.deliveries('one')).toEqual([]);
    await order(app, { hook: receiver.url });
    await receiver.until(2);
    await close();
    await new Promise((resolve) => {
      setTimeout(resolve, 700);
    });
    expect(receiver.received).toHaveLength(2);
  });
});

describe('a callback goes nowhere else:', () => {
  const refusal = async (hook: string, options: Partial<MockOptions> = {}, app = mock(options)) => {
    await order(app, { hook });
    const [delivery] = await over(app, 1);
    expect([delivery?.outcome, delivery?.tries.length]).toEqual(['refused', 1]);
    return delivery?.reason;
  };

  test.each([
    ['http://192.0.2.1/', '192.0.2.1 is not this machine'],
    ['http://[2001:db8::1]/', 'is not this machine'],
    ['ftp://127.0.0.1/', 'is no URL of HTTP'],
    ['file:///etc/passwd', 'is no URL of HTTP'],
    ['javascript:alert(1)', 'is no URL of HTTP'],
    ['not a URL', 'is no URL of HTTP'],
    ['http://ann:pw@127.0.0.1/', 'the URL has a user or a password'],
  ])('not to %s', async (hook, reason) => {
    expect(await refusal(hook)).toContain(reason);
  });

  test('not to the mock itself, by any of its names, and not to a control route', async () => {
    const names = (port: number) => [
      `http://localhost:${port}/orders`,
      `http://127.0.0.1:${port}/_stuntdouble/reset`,
      `http://127.9.9.9:${port}/`,
      `http://2130706433:${port}/`,
      `http://[::1]:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://0.0.0.0:${port}/`,
    ];
    const app = mock({ callbacks: { hosts: ['0.0.0.0', '::ffff:7f00:1'] } });
    const started = await serveMock(app);
    for (const hook of names(Number(new URL(started.url).port))) {
      await app.reset();
      expect(await refusal(hook, {}, app)).toMatch(/is the mock itself/);
    }
    const page = mock();
    page.mock.ownPorts.add(9999);
    expect(await refusal('http://localhost:9999/', {}, page)).toContain('is the mock itself');
  });

  test('not to a control route of another mock, even with its token', async () => {
    const other = await serveMock(mock({ controlToken: 't' }));
    const app = mock();
    const url = `${other.url}/_stuntdouble/reset`;
    const { response } = await app.sendWebhook('shown', {
      url,
      headers: { Authorization: 'Bearer t' },
      body: {},
    });
    expect(response?.status).toBe(403);
    expect(JSON.stringify(response?.body)).toContain('is a callback or webhook of a mock');
  });

  test('not where a redirect leads', async () => {
    const target = await receive();
    const receiver = await receive(() => ({ status: 307, location: target.url }));
    const app = mock();
    await order(app, { hook: receiver.url });
    const [delivery] = await over(app, 1);
    expect(delivery?.tries.map(({ status }) => status)).toEqual([307]);
    expect(target.received).toEqual([]);
  });

  test('and two mocks do not call each other for ever', async () => {
    const [one, two] = [mock(), mock()];
    await serveMock(one);
    const second = await serveMock(two);
    await order(one, { hook: `${second.url}/orders` });
    await over(one, 1);
    expect(two.deliveries()).toEqual([]);
  });

  test('but to hosts that are named', async () => {
    const receiver = await receive();
    const url = `http://127.0.0.1:${receiver.port}`;
    const app = mock({ callbacks: { hosts: ['192.0.2.1'] } });
    await order(app, { hook: url });
    expect((await over(app, 1))[0]?.outcome).toBe('delivered');
    await app.reset();
    await order(app, { hook: 'http://192.0.2.1:1/' });
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(app.deliveries('one')[0]?.outcome).not.toBe('refused');
    await app.reset();
  });
});

test('a delivery is told when it is over, to the code and to those who listen, unless it was forgotten', async () => {
  const ended: DeliveryEntry[] = [];
  const [receiver, app] = [await receive(), mock({ onDelivery: (delivery) => ended.push(delivery) })];
  const heard: unknown[] = [];
  app.mock.events.listen({ tell: (event) => heard.push(event), end: () => {} });
  await order(app, { hook: receiver.url });
  await over(app, 1);
  expect(ended.map(({ name, outcome }) => [name, outcome])).toEqual([['made', 'delivered']]);
  expect(heard).toContainEqual({ type: 'delivery', namespace: 'one' });
  const silent = await receive(() => undefined);
  await order(app, { hook: silent.url });
  await silent.until(1);
  await app.reset();
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  expect(ended).toHaveLength(1);
});

describe('a webhook', () => {
  test('is sent with a made-up body, and with a given one', async () => {
    const [receiver, app] = [await receive(), mock()];
    const made = await app.sendWebhook('changed', { url: receiver.url });
    expect(made).toMatchObject({
      kind: 'webhook',
      operation: 'onChanged',
      outcome: 'delivered',
      violations: [],
    });
    const body = { id: 'a', kind: 'gone' };
    const headers = { 'X-Extra': 'yes', Host: 'elsewhere', 'Content-Length': '1' };
    await app.sendWebhook('changed', { url: `${receiver.url}/in`, body, headers });
    const [, second] = receiver.received;
    expect(JSON.parse(second?.body ?? '')).toEqual(body);
    expect(second?.headers).toMatchObject({ 'x-extra': 'yes', host: new URL(receiver.url).host });
  });

  test('goes where the settings say', async () => {
    const receiver = await receive();
    const app = mock({ callbacks: { webhooksTo: `${receiver.url}/all` } });
    await app.sendWebhook('changed');
    expect(receiver.received[0]?.path).toBe('/all');
    await expect(mock().sendWebhook('changed')).rejects.toThrow('say where it goes');
  });

  test('that breaks the description is not sent', async () => {
    const [receiver, app] = [await receive(), mock()];
    const sending = app.sendWebhook('changed', { url: receiver.url, body: { id: 5 } });
    await expect(sending).rejects.toThrow(WebhookError);
    await expect(sending).rejects.toThrow(/kind/);
    expect(receiver.received).toEqual([]);
  });

  test('is not known, or off', async () => {
    await expect(mock().sendWebhook('other')).rejects.toThrow(
      'there is no webhook other; there are changed, shown',
    );
    await expect(mock({ callbacks: false }).sendWebhook('changed')).rejects.toThrow('--callbacks');
  });

  test('is listed and sent over HTTP', async () => {
    const receiver = await receive();
    const { url } = await serveMock(mock());
    const control = async (path: string, body?: object) => {
      const headers = { 'content-type': 'application/json' };
      const init = body && { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${url}/_stuntdouble${path}`, init);
      return [response.status, (await response.json()) as { readonly outcome?: string }] as const;
    };
    expect((await control('/webhooks'))[1]).toMatchObject({
      isOn: true,
      webhooks: [{ api: 'orders', name: 'changed', operation: 'onChanged' }, { name: 'shown' }],
    });
    const [status, { outcome }] = await control('/webhooks/changed', { url: receiver.url });
    expect([status, outcome]).toEqual([200, 'delivered']);
    expect((await control('/deliveries'))[1]).toMatchObject({ deliveries: [{ name: 'changed' }] });
    expect((await control('/webhooks/changed', { url: receiver.url, body: {} }))[0]).toBe(400);
    expect((await control('/webhooks/changed', { url: 5 }))[0]).toBe(400);
    expect((await control('/webhooks/none', {}))[0]).toBe(404);
  });
});

test('settings of callbacks that cannot be used are refused at start', () => {
  expect(() => mock({ callbacks: { hosts: ['http://a/'] } })).toThrow(SettingsError);
  expect(() => mock({ callbacks: { webhooksTo: 'ftp://a' } })).toThrow(SettingsError);
  expect(() => mock({ callbacks: { signature: { secret: '' } } })).toThrow(SettingsError);
});
