import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import express from 'express';
import request from 'supertest';
import { createMiddleware } from '../../src/embed/middleware.ts';
import { stuntdouble, type PluginOptions } from '../../src/embed/vite.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { folderWith, write } from '../temporary-folder.ts';
import { TASKS } from './api.ts';

/** A dev server with the parts that the plugin uses, and a page behind it. */
function devServer(options: PluginOptions, server: Server | null = null) {
  const app = express();
  const watcher = Object.assign(new EventEmitter(), {
    added: [] as string[],
    add: (paths: readonly string[]) => void watcher.added.push(...paths),
  });
  const printed: string[] = [];
  const logger = { info: (text: string) => printed.push(text), error: (text: string) => printed.push(text) };
  const middlewares = { use: (path: string, handler: express.RequestHandler) => app.use(path, handler) };
  stuntdouble(options).configureServer({
    middlewares,
    watcher,
    config: { logger },
    httpServer: server,
  });
  app.use((_, response) => void response.send('the page'));
  return { app, watcher, printed };
}

describe('a middleware', () => {
  test('responds where the description has the path, and leaves the rest', async () => {
    const app = express();
    const tasks = createMiddleware({ descriptions: loadDescriptionSync(TASKS), memory: 'empty' });
    app.use(tasks);
    app.use((_, response) => void response.send('the page'));
    await request(app).post('/v1/tasks').send({ title: 'Wash' }).expect(201);
    await request(app).put('/v1/tasks').expect(405);
    await request(app).get('/_stuntdouble/state').expect(200);
    await request(app).get('/_stuntdoubles').expect(200, 'the page');
    await request(app).get('/tasks.js').expect(200, 'the page');
    await tasks.reset();
    await request(app).get('/v1/tasks').set('cookie', 'session=1').expect(200, []);
  });
});

describe('a plugin for Vite', () => {
  test('serves below a prefix', async () => {
    const { app, printed } = devServer({ descriptions: loadDescriptionSync(TASKS), prefix: '/api' });
    await request(app).get('/api/tasks').set('cookie', 'session=1').expect(200);
    await request(app).get('/api/_stuntdouble/apis').expect(200);
    await request(app).get('/tasks').expect(200, 'the page');
    expect(printed).toEqual(['stuntdouble: Tasks at /api/, state at /api/_stuntdouble']);
  });

  test('uses edited files, and keeps the state; a fault leaves the last valid version', async () => {
    const folder = folderWith({ 'tasks.json': TASKS });
    const file = join(folder, 'tasks.json');
    const { app, watcher, printed } = devServer({ descriptions: file, memory: 'empty' });
    expect(watcher.added).toEqual([file]);
    await request(app).post('/tasks').send({ title: 'Wash' }).expect(201);
    const { '/tasks/{id}': item, ...paths } = TASKS.paths;
    write(file, { ...TASKS, paths: { ...paths, '/tasks/{id}': item, '/users': paths['/tasks'] } });
    await request(app).get('/users').expect(200, 'the page');
    watcher.emit('all', 'change', join(folder, 'other.json'));
    watcher.emit('all', 'change', file);
    await request(app).get('/users').set('cookie', 'session=1').expect(200);
    const { body } = await request(app).get('/tasks').set('cookie', 'session=1').expect(200);
    expect(body).toMatchObject([{ title: 'Wash' }]);
    write(file, 'openapi: [');
    watcher.emit('all', 'change', file);
    expect(printed.slice(1)).toEqual(['stuntdouble: reloaded', expect.stringContaining('not reloaded')]);
    await request(app).get('/users').set('cookie', 'session=1').expect(200);
  });

  test('prints the address of the page, which ends with the dev server', async () => {
    const server = createServer();
    const { printed } = devServer({ descriptions: loadDescriptionSync(TASKS), prefix: '/api' }, server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    while (printed.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const [, page = ''] = /see and steer it at (http:.*)$/.exec(printed[1] ?? '') ?? [];
    expect(await (await fetch(page)).text()).toContain('<title>');
    server.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(fetch(page)).rejects.toThrow('fetch failed');
  });
});
