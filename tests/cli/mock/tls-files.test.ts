import { get } from 'node:https';
import { describe, expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import { folderWith } from '../../temporary-folder.ts';
import { run, serve } from '../command.ts';
import { THINGS } from './things.ts';

async function certificate() {
  const altNames = [{ type: 7 as const, ip: '127.0.0.1' }];
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { key, cert };
}

function bodyOf(url: string, ca: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve(JSON.parse(text)));
    }).on('error', reject);
  });
}

describe('a mock with a certificate', () => {
  test('serves HTTPS', async () => {
    const { key, cert } = await certificate();
    const login = { type: 'openIdConnect', openIdConnectUrl: '/auth/.well-known/openid-configuration' };
    const { components: own } = THINGS;
    const components = { ...own, securitySchemes: { ...own.securitySchemes, login } };
    const things = { ...THINGS, components };
    const folder = folderWith({ 'things.json': things, 'cert.pem': cert, 'key.pem': key });
    const serving = await serve(['things.json', '--no-auth', '--cert', 'cert.pem', '--key', 'key.pem'], {
      cwd: folder,
    });
    expect(serving.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(serving.stdout()).toContain('curl -k ');
    expect(await bodyOf(`${serving.url}/things/a%20b?size=3`, cert)).toEqual({ name: 'one' });
    const metadata = await bodyOf(`${serving.url}/auth/.well-known/openid-configuration`, cert);
    expect(metadata).toMatchObject({ issuer: `${serving.url}/auth` });
    expect((await serving.stop()).code).toBe(0);
  });

  test('is refused where the files cannot be used, with the reason', async () => {
    const [one, other] = [await certificate(), await certificate()];
    const files = { 'one.pem': one.cert, 'key.pem': one.key, 'other.pem': other.key, 'text.pem': 'hello' };
    const cwd = folderWith({ 'things.json': THINGS, ...files });
    const refusal = async (...args: readonly string[]) => {
      const { code, stderr } = await run(['mock', 'things.json', ...args], { cwd });
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refusal('--cert', 'one.pem')).toContain(
      '--cert: HTTPS needs both --cert FILE and --key FILE',
    );
    expect(await refusal('--key', 'key.pem')).toContain('--key: HTTPS needs both');
    expect(await refusal('--cert', 'one.pem', '--key', 'other.pem')).toContain(
      '--key other.pem: this is not the private key of --cert one.pem',
    );
    const both = await refusal('--cert', 'missing.pem', '--key', 'text.pem');
    expect(both).toContain('--cert missing.pem: there is no such file');
    expect(both).toContain('--key text.pem: this is not a private key without a passphrase in PEM');
  });
});
