import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../src/base/json.ts';
import { folderWith } from '../../temporary-folder.ts';
import { run, serve } from '../command.ts';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
}

/** An API with a webhook. */
const HOOKS = {
  openapi: '3.1.0',
  info: { title: 'Hooks', version: '1' },
  paths: { '/hooks': { get: { responses: { 204: { description: 'None.' } } } } },
  webhooks: {
    changed: {
      post: {
        requestBody: { content: { 'application/json': { schema: { type: 'object' }, example: { a: 1 } } } },
        responses: { 200: { description: 'Seen.' } },
      },
    },
  },
};

const folder = folderWith({
  'settings.json': {
    scenarios: { outage: { faults: { fail: '503:50%' } }, empty: { fixtures: { departments: [] } } },
  },
  'one-namespace.json': {
    overlay: '1.0.0',
    info: { title: 'One namespace alone', version: '1' },
    actions: [
      `$.paths.*.*.parameters[?@['$ref'] == '#/components/parameters/All']`,
      `$.paths.*.parameters[?@['$ref'] == '#/components/parameters/Namespace']`,
      `$.paths['/_stuntdouble/events']`, // never ends
      ...[
        `['/_stuntdouble/resend']`,
        `['/_stuntdouble/collections'].post`,
        `['/_stuntdouble/items']`,
        `['/_stuntdouble/snapshots'].delete`,
        `['/_stuntdouble/snapshots/restore']`,
      ].map((path) => `$.paths${path}`), // depend on what is there
    ].map((target) => ({ target, remove: true })),
  },
  'hooks.json': HOOKS,
  'data.json': { operations: { verifyExchanges: { body: { times: { atLeast: 0 } } } } },
});

/** Takes every request. */
async function receiver() {
  const server = createServer((_, response) => response.end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

describe('the description of the control routes', () => {
  test('has each route, with its methods, and no other', async () => {
    const mock = await serve(['livehelpnow']);
    const { endpoints } = await read<{ endpoints: { path: string; methods: string[] }[] }>(mock.url, '');
    const { paths } = await read<Description>(mock.url, '/openapi.json');
    await mock.stop();
    const described = Object.entries(paths).map(([path, item]) => [
      path,
      METHODS.filter((method) => method in item).map((method) => method.toUpperCase()),
    ]);
    const routes = endpoints.map(({ path, methods }) => [path, methods]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(routes));
  });

  test('names what the mock has', async () => {
    const mock = await serve(['livehelpnow', '--config', join(folder, 'settings.json')]);
    const { components } = await read<Description>(mock.url, '/openapi.json');
    await mock.stop();
    const { ApiName, OperationName, ScenarioName } = components.schemas;
    expect(ApiName?.enum).toEqual(['livehelpnow']);
    expect(OperationName?.enum).toEqual(['listDepartments', 'GET /api/departments']);
    expect(ScenarioName?.enum).toEqual(['outage', 'empty']);
  });

  test('is right: the suite finds nothing, and nothing outside of its namespace has changed', async () => {
    const { server, url } = await receiver();
    const hooks = ['--callbacks', '--webhooks-to', url];
    const settings = ['--config', join(folder, 'settings.json')];
    const mock = await serve(['livehelpnow', join(folder, 'hooks.json'), ...settings, ...hooks]);
    const before = await read<Json>(mock.url, '/snapshot');
    const suite = async (...args: string[]) => {
      const common = ['--target', mock.url, '--header', 'X-Stuntdouble-Namespace: suite'];
      const description = `${mock.url}/_stuntdouble/openapi.json`;
      const overlay = ['--overlay', 'one-namespace.json', '--json', 'report.json'];
      const { code, stdout } = await run(['test', description, ...common, ...overlay, ...args], {
        cwd: folder,
      });
      const text = readFileSync(join(folder, 'report.json'), 'utf8');
      const { reports } = JSON.parse(text) as { reports: readonly { findings: readonly unknown[] }[] };
      return { code, stdout, findings: reports.flatMap(({ findings }) => findings) };
    };
    // 409 says that what came is not what was expected: in valid requests, only what any journal meets is
    const some = ['boundary/body/times', 'generated/plain'].flatMap((id) => [
      '--exclude-case',
      `openapi/verifyExchanges/${id}*`,
    ]);
    // what is given has to fit the webhook's own description, and where nobody is, three tries take their time
    const all = await suite('--data', 'data.json', '--exclude-operation', 'sendWebhook', ...some);
    const webhook = await suite('--operation', 'sendWebhook', '--phase', 'examples');
    const negatives = await suite('--operation', 'verifyExchanges', '--phase', 'negatives');
    const after = await read<Json>(mock.url, '/snapshot');
    await mock.stop();
    server.close();
    expect([...all.findings, ...webhook.findings, ...negatives.findings]).toEqual([]);
    expect(webhook.stdout).toMatch(/^Operations {2}1 of /m);
    const [, reached, known] =
      /^Operations {2}(\d+) of (\d+) answered with a success$/m.exec(all.stdout) ?? [];
    expect(Number(reached) + 1).toBe(Number(known));
    expect(all.code).toBe(0);
    expect(after).toEqual(before);
  });
});

async function read<Value>(url: string, path: string): Promise<Value> {
  return (await (await fetch(`${url}/_stuntdouble${path}`)).json()) as Value;
}
