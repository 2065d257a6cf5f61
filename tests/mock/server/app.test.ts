import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import express from 'express';
import supertest from 'supertest';
import { describe, expect, test } from '@jest/globals';
import { createMock } from '../../../src/create-mock.ts';
import { ADMIN, DEPARTMENTS, DOCUMENTED_ID } from '../../bundled/rocketchat/rocketchat.ts';
import { mockThings } from '../things.ts';

const json = { 'content-type': 'application/json' };

describe('mounted in another Express app', () => {
  const department = {
    name: 'Returns',
    email: 'returns@example.com',
    enabled: true,
    showOnRegistration: true,
    showOnOfflineForm: false,
  };

  test('serves below a path, and passes everything else to the app', async () => {
    const app = express();
    app.use('/mock', createMock());
    app.get('/own', (_request, response) => void response.send('own'));
    const [mocked, own, outside] = await Promise.all([
      supertest(app).get(`/mock${DEPARTMENTS}?count=1`).set(ADMIN),
      supertest(app).get('/own'),
      supertest(app).get(DEPARTMENTS).set(ADMIN),
    ]);
    expect([mocked.status, mocked.body.count]).toEqual([200, 1]);
    expect(own.text).toBe('own');
    expect(outside.status).toBe(404);
  });

  test('responds to a request that was made up without a socket', async () => {
    const none = undefined as unknown as Socket;
    const request = Object.assign(new IncomingMessage(none), { method: 'GET', url: '/things' });
    const response = new ServerResponse(request);
    const body = new Promise<unknown>((resolve) => {
      response.end = (text?: unknown) => {
        resolve(text);
        return response;
      };
    });
    mockThings()(request, response);
    expect([await body, response.statusCode]).toEqual(['[]', 200]);
  });

  test.each([
    ['express.json()', express.json()],
    ['express.raw()', express.raw({ type: '*/*' })],
    ['a parser that gives every request a body', [express.json(), emptyBody]],
  ])('reads bodies behind %s', async (_, parser) => {
    const app = express();
    app.use(parser);
    app.use(createMock());
    const created = await supertest(app).post(DEPARTMENTS).set(ADMIN).send({ department });
    expect(created.status).toBe(200);
    expect(created.body.department).toMatchObject(department);
    const refused = await supertest(app).post(DEPARTMENTS).set(ADMIN).send({});
    expect(refused.body.error).toBe("must have required property 'department' [invalid-params]");
    const listed = await supertest(app).get(`${DEPARTMENTS}?text=returns`).set(ADMIN);
    expect(listed.body.total).toBe(1);
  });

  test.each(['false', '0', '""', 'null'])(
    'takes the body %s behind express.json() for a body',
    async (body) => {
      const app = express();
      app.use(express.json({ strict: false }));
      app.use('/mock', mockThings());
      const answer = await supertest(app).put('/mock/echo').set(json).send(body);
      expect([answer.status, answer.text]).toEqual([200, body]);
    },
  );

  test('distinguishes a missing body from an empty one behind a parser that sets every body', async () => {
    const app = express();
    app.use(emptyBody);
    app.use(mockThings());
    expect((await supertest(app).put('/echo')).status).toBe(400);
  });

  test('shares its state between all mount paths', async () => {
    const mock = createMock();
    const app = express();
    app.use('/one', mock);
    app.use('/two', mock);
    await supertest(app).delete(`/one${DEPARTMENTS}/${DOCUMENTED_ID}`).set(ADMIN);
    const read = await supertest(app).get(`/two${DEPARTMENTS}/${DOCUMENTED_ID}`).set(ADMIN);
    expect(read.body.department).toBeNull();
    await mock.reset();
    const again = await supertest(mock).get(`${DEPARTMENTS}/${DOCUMENTED_ID}`).set(ADMIN);
    expect(again.body.department._id).toBe(DOCUMENTED_ID);
  });
});

/** As Express 4's parsers do. */
function emptyBody(request: express.Request, _response: express.Response, next: express.NextFunction): void {
  request.body ??= {};
  next();
}
