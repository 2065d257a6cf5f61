import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { receive } from '../../mock/control/callbacks/receiver.ts';
import { folderWith } from '../../temporary-folder.ts';
import { run, serve } from '../command.ts';

const HOOKS = {
  openapi: '3.1.0',
  info: { title: 'Hooks', version: '1' },
  paths: { '/hooks': { get: { responses: { 204: { description: 'None.' } } } } },
  webhooks: {
    changed: {
      post: {
        requestBody: { content: { 'application/json': { schema: { type: 'object', required: ['id'] } } } },
        responses: { 200: { description: 'Seen.' } },
      },
    },
  },
};

describe('stuntdouble mock --callbacks', () => {
  test('sends webhooks where it is said, signed as the settings say', async () => {
    const receiver = await receive();
    const settings = { callbacks: true, webhooksTo: receiver.url, callbackSignature: { secret: 'hush' } };
    const folder = folderWith({ 'hooks.json': HOOKS, 'stuntdouble.config.json': settings });
    const mock = await serve(['hooks.json'], { cwd: folder });
    const response = await fetch(`${mock.url}/_stuntdouble/webhooks/changed`, { method: 'POST' });
    expect(await response.json()).toMatchObject({ outcome: 'delivered' });
    await mock.stop();
    expect(mock.stdout()).toContain(`webhook POST ${receiver.url}/ 200 changed\n`);
    const [got] = receiver.received;
    const wanted = createHmac('sha256', 'hush')
      .update(got?.body ?? '')
      .digest('hex');
    expect(got?.headers['x-hub-signature-256']).toBe(`sha256=${wanted}`);
    expect(mock.stdout() + mock.stderr()).not.toContain('hush');
  });

  test.each([
    [['--allow-callbacks', 'a'], '--allow-callbacks: give it with --callbacks'],
    [['--webhooks-to', 'http://a/'], '--webhooks-to: give it with --callbacks'],
    [['--callbacks', '--webhooks-to', 'ftp://a/'], `'ftp://a/' is no URL of HTTP`],
    [['--callbacks', '--allow-callbacks', 'http://a/'], `'http://a/' is none`],
  ])('%j is refused', async (args, reason) => {
    const { code, stderr } = await run(['mock', '--port', '0', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});
