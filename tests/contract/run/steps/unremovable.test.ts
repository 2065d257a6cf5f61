import { describe, expect, test } from '@jest/globals';
import { inPath, notAllowed, runOn, sent, shown, type Asked, type Reply } from '../small-server.ts';

const GUEST = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const INVITATION = {
  type: 'object',
  required: ['email'],
  properties: { email: { type: 'string', format: 'email' } },
};
const MANY = { type: 'array', minItems: 1, maxItems: 3, items: INVITATION };

const created = { 201: shown(GUEST), 400: shown(), 500: shown() };
const read = {
  get: { operationId: 'guest', parameters: inPath('id'), responses: { 200: shown(GUEST), 404: shown() } },
};
const remove = {
  delete: { operationId: 'oust', parameters: inPath('id'), responses: { 204: shown(), 404: shown() } },
};
const invite = { post: { operationId: 'invite', ...sent(INVITATION), responses: created } };

const isInvitation = (one: unknown) =>
  typeof Object(one).email === 'string' && /^\S+@\S+\.\w+$/.test(Object(one).email);

/** Numbers its guests; `status` is what a valid invitation is answered. */
function reception(status = 201) {
  let last = 40;
  const guests = new Set<string>();
  return ({ what, id, body }: Asked): Reply => {
    if (what.startsWith('POST')) {
      const isRight = Array.isArray(body) ? body.length > 0 && body.every(isInvitation) : isInvitation(body);
      if (!isRight) return [400];
      last += 1;
      guests.add(String(last));
      return status === 201 ? [201, Array.isArray(body) ? [{ id: last }] : { id: last }] : [status];
    }
    if (what === 'GET /guests/{}') return guests.has(id) ? [200, { id: Number(id) }] : [404];
    if (what === 'DELETE /guests/{}') return guests.delete(id) ? [204] : [404];
    return notAllowed('GET', 'POST', 'DELETE');
  };
}

async function leftovers(paths: object, answer = reception()): Promise<readonly string[]> {
  const { report } = await runOn(paths, answer, { phases: ['boundaries'] });
  return [...new Set(report.leftovers)];
}

describe('what a run leaves on its target for good', () => {
  test('an item whose description has no delete, by its identifier', async () => {
    const left = await leftovers({ '/guests': invite, '/guests/{id}': read });
    expect(left.length).toBeGreaterThan(1);
    expect(left.filter((one) => !/^\d+ of POST \/guests, which nothing deletes$/.test(one))).toEqual([]);
  });

  test('what is created by lists, whose items nobody can address', async () => {
    const many = { ...sent(MANY), responses: { 201: shown({ type: 'array', items: GUEST }), 400: shown() } };
    const left = await leftovers({ '/guests': { post: { operationId: 'inviteAll', ...many } } });
    expect(left).toEqual(['POST /guests, which nothing undoes']);
  });

  test('an action, which nothing takes back', async () => {
    const action = {
      post: { operationId: 'greet', ...sent(INVITATION), responses: { 201: shown(), 400: shown() } },
    };
    expect(await leftovers({ '/greetings': action })).toEqual(['POST /greetings, which nothing undoes']);
  });

  test.each([500, 503])('a create that was answered %p, with a delete or without', async (status) => {
    const without = await leftovers({ '/guests': invite, '/guests/{id}': read }, reception(status));
    expect(without).toEqual([`POST /guests, which was answered ${status}`]);
    const paths = { '/guests': invite, '/guests/{id}': { ...read, ...remove } };
    expect(await leftovers(paths, reception(status))).toEqual(without);
  });

  const greet = (operationId: string) => ({
    operationId,
    ...sent(INVITATION),
    responses: { 201: shown(), 303: shown(), 400: shown() },
  });

  test.each([
    [{ post: greet('greet') }, () => [303] as const, 'POST /greetings, which nothing undoes'],
    [{ put: greet('greetAgain') }, () => [201] as const, 'PUT /greetings, which nothing undoes'],
    [
      { delete: { operationId: 'hush', responses: { 204: shown() } } },
      () => [204] as const,
      'DELETE /greetings, which nothing undoes',
    ],
    [{ post: greet('greet') }, () => [500] as const, 'POST /greetings, which was answered 500'],
    [{ patch: greet('alter') }, () => [502] as const, 'PATCH /greetings, which was answered 502'],
  ])('an action %j, also where nobody knows whether it was done', async (action, answer, left) => {
    expect(await leftovers({ '/greetings': action }, answer)).toEqual([left]);
  });

  test('an action whose connection was cut', async () => {
    const cut = () => {
      throw new Error('cut');
    };
    expect(await leftovers({ '/greetings': { post: greet('greet') } }, cut)).toEqual([
      'POST /greetings, whose connection was cut',
    ]);
  });

  test('no action that the server says it does not have', async () => {
    expect(await leftovers({ '/greetings': { post: greet('greet') } }, () => [501])).toEqual([]);
  });

  test('no setting that a POST has changed and put back', async () => {
    const light = { type: 'object', required: ['on'], properties: { on: { type: 'boolean' } } };
    let on = false;
    const answer = ({ method, members }: Asked): Reply => {
      if (method === 'GET') return [200, { on }];
      if (typeof members['on'] !== 'boolean') return [400];
      ({ on } = members as { readonly on: boolean });
      return [204];
    };
    const paths = {
      '/light': {
        get: { operationId: 'light', responses: { 200: shown(light) } },
        post: { operationId: 'turn', ...sent(light), responses: { 204: shown(), 400: shown() } },
      },
    };
    const { report, asked } = await runOn(paths, answer, { phases: ['boundaries'] });
    expect(asked.filter(({ members }) => members['on'] === true).length).toBeGreaterThan(0);
    expect({ on, left: report.leftovers }).toEqual({ on: false, left: [] });
  });

  test('the first of two creates of one set-up, which was answered 500', async () => {
    const noted = { ...INVITATION, properties: { ...INVITATION.properties, note: { type: 'string' } } };
    const answer = reception();
    const fragile = (asked: Asked): Reply => (asked.members['note'] === undefined ? answer(asked) : [500]);
    const paths = {
      '/guests': { post: { operationId: 'invite', ...sent(noted), responses: created } },
      '/guests/{id}': { ...read, ...remove },
    };
    const { report } = await runOn(paths, fragile, { filter: ({ operationId }) => operationId === 'guest' });
    expect(report.results.every(({ verdict }) => verdict.kind === 'passed')).toBe(true);
    expect(new Set(report.leftovers)).toEqual(new Set(['POST /guests, which was answered 500']));
  });

  test('nothing where all can be deleted again, or was refused', async () => {
    const paths = { '/guests': invite, '/guests/{id}': { ...read, ...remove } };
    expect(await leftovers(paths)).toEqual([]);
    expect(await leftovers(paths, () => [400])).toEqual([]);
  });
});
