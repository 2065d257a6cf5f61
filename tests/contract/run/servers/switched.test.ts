import { describe, expect, test } from '@jest/globals';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { serveHttp } from '../../../cli/servers/servers.ts';
import {
  blockedBy,
  checksOf,
  inPath,
  notAllowed,
  runOn,
  sent,
  shown,
  type Asked,
  type Reply,
} from '../small-server.ts';

const CLOSED = { type: 'object', required: ['closed'], properties: { closed: { type: 'boolean' } } };
const COIN = {
  type: 'object',
  required: ['id', 'year'],
  properties: { id: { type: 'string' }, year: { type: 'integer' } },
};
const NEW = { type: 'object', required: ['year'], properties: { year: { type: 'integer' } } };

const close = {
  post: { operationId: 'close', ...sent(CLOSED), responses: { 204: shown(), 400: shown(), 415: shown() } },
};

const COINS = {
  '/coins': {
    get: { operationId: 'listCoins', responses: { 200: shown({ type: 'array', items: COIN }) } },
    post: {
      operationId: 'strike',
      ...sent(NEW),
      responses: { 201: shown(COIN), 400: shown(), 415: shown() },
    },
  },
  '/coins/{coin}': {
    parameters: inPath('coin'),
    get: { operationId: 'getCoin', responses: { 200: shown(COIN), 404: shown() } },
    delete: { operationId: 'melt', responses: { 204: shown(), 404: shown() } },
  },
  '/visitors': {
    post: { operationId: 'visit', ...sent(NEW), responses: { 200: shown(), 400: shown(), 415: shown() } },
  },
};

/** Coins that can be struck and melted. */
function coinage() {
  const coins = new Map<string, object>();
  let last = 0;
  return ({ what, id, members: { year } }: Asked): Reply => {
    switch (what) {
      case 'GET /coins':
        return [200, [...coins.values()]];
      case 'POST /coins': {
        last += 1;
        const coin = { id: `c${last}`, year };
        coins.set(coin.id, coin);
        return [201, coin];
      }
      case 'GET /coins/{}':
        return coins.has(id) ? [200, coins.get(id)] : [404];
      case 'DELETE /coins/{}':
        return coins.delete(id) ? [204] : [404];
      default:
        return notAllowed(...(what.endsWith('{}') ? ['GET', 'DELETE'] : ['GET', 'POST']));
    }
  };
}

/** A mint that answers what writes with 503 while it is closed; only a mint with a door shows whether it is. */
function mint(hasDoor: boolean) {
  const coins = coinage();
  let closed = false;
  const onDoor = ({ method, members }: Asked): Reply => {
    if (method === 'GET' && hasDoor) return [200, { closed }];
    if (method !== 'POST') return notAllowed('POST');
    if (typeof members['closed'] !== 'boolean') return [400];
    ({ closed } = members as { readonly closed: boolean });
    return [204];
  };
  const answer = (asked: Asked): Reply => {
    const { what, method, body, members, headers } = asked;
    const isDoor = what.endsWith(' /door');
    if (closed && method !== 'GET' && !isDoor) return [503];
    const isBody = /^POST \/\w+$/.test(what);
    if (isBody && (!String(headers['content-type']).includes('json') || Array.isArray(body))) return [415];
    if (isDoor) return onDoor(asked);
    if (isBody && !Number.isInteger(members['year'])) return [400];
    return what === 'POST /visitors' ? [200] : coins(asked);
  };
  return { answer, isClosed: () => closed };
}

describe('a request that turns a switch', () => {
  test('which its GET shows is put back at once, and disturbs nothing', async () => {
    const { answer, isClosed } = mint(true);
    const door = {
      '/door': { ...close, get: { operationId: 'door', responses: { 200: shown(CLOSED) } } },
    };
    const { report, asked } = await runOn({ ...door, ...COINS }, answer);
    expect(asked.some(({ what, members }) => what === 'POST /door' && members['closed'] === true)).toBe(true);
    expect({ checks: checksOf(report), blocked: blockedBy(report), isClosed: isClosed() }).toEqual({
      checks: [],
      blocked: [],
      isClosed: false,
    });
    expect(new Set(report.leftovers)).toEqual(new Set(['POST /visitors, which nothing undoes']));
  });

  test('that nothing shows is named once, blocks what would only repeat it, and is left over', async () => {
    const { answer } = mint(false);
    const { report, asked } = await runOn({ '/door': close, ...COINS }, answer);
    const culprit =
      /^since POST \/door \(small\/close\/[^)]+\), POST \/coins is answered 503, and 201 before$/;
    expect(checksOf(report)).toEqual([]);
    expect(report.sideEffects.filter((one) => !culprit.test(one.replace(/^left over: /, '')))).toEqual([]);
    expect(report.sideEffects.length).toBeGreaterThan(0);
    const blocked = report.results.filter(({ verdict }) => verdict.kind === 'blocked');
    expect(blocked.filter(({ verdict }) => !culprit.test(Object(verdict).reason))).toEqual([]);
    expect(new Set(blocked.map(({ case: { operationId } }) => operationId))).not.toContain('strike');
    expect(report.leftovers).toContain('POST /door, which nothing undoes');
    const first = asked.findIndex(({ what }) => what === 'POST /door');
    const creates = asked.slice(first).filter(({ what }) => what === 'POST /coins');
    expect(asked.slice(0, first).filter(({ what }) => what === 'POST /coins').length).toBeGreaterThan(
      creates.length,
    );
  });
});

describe('a request that ends the server', () => {
  /** Ends shortly after it has answered that it will. */
  async function endingServer() {
    const server = await serveHttp((request, response) => {
      request.resume();
      const isEnd = request.method === 'POST' && request.url === '/admin/end';
      const isKnown =
        request.url === '/admin/end'
          ? isEnd
          : /^\/(a|z)\b/.test(request.url ?? '') && request.method === 'GET';
      response.writeHead(isKnown ? 202 : 405, isKnown ? {} : { allow: 'GET, POST' });
      response.end(() => isEnd && setTimeout(server.close, 20));
    });
    return server;
  }

  test('comes after what reads, is named, and is left over', async () => {
    const { url } = await endingServer();
    const read = (operationId: string) => ({ get: { operationId, responses: { 202: shown() } } });
    const end = { post: { operationId: 'end', responses: { 202: shown() } } };
    const document = {
      openapi: '3.1.0',
      info: { title: 'Mortal', version: '1' },
      paths: { '/admin/end': end, '/a': read('a'), '/z': read('z') },
    };
    const description = loadDescriptionSync(document, { name: 'mortal' });
    const report = await runContract({ description, target: url, safety: 'full' });
    expect(report.findings).toEqual([]);
    expect(report.broken).toMatchObject({ reason: 'died' });
    expect(report.broken?.detail).toContain(
      'the last request that may have brought it down: POST /admin/end (mortal/end/valid/required-only)',
    );
    expect(report.leftovers).toEqual(['POST /admin/end, which nothing undoes']);
    expect(report.coverage.operations).toMatchObject({ documented: 3, succeeded: 3 });
  });
});
