import { test } from '@jest/globals';
import { answers, bodyOf, clientOf, listOf, mockPaths, pathParameter, takes, pluck, NOTHING } from './described.ts';
test('x', async () => {
  for (const type of ['integer', 'string']) {
  const T = { type: 'object', required: ['id'], properties: { id: { type, readOnly: true }, name: { type: 'string' } } };
  const c = clientOf(mockPaths({ '/t': { get: { responses: { 200: answers(listOf(T)) } }, post: { requestBody: takes(T), responses: { 201: answers(T) } } }, '/t/{id}': { parameters: [pathParameter('id', { type })], get: { responses: { 200: answers(T) } }, delete: { responses: { 204: NOTHING } } } }));
  const made = await Promise.all(Array.from({ length: 300 }, (_, i) => c.post('/t', { name: `n${i}` })));
  console.log(type, made.map((m) => m.status).filter((s) => s !== 201).length, made.find((m) => m.status !== 201)?.text);
  const gone = await Promise.all(made.map((m) => c.delete(`/t/${String(bodyOf(m)['id'])}`)));
  console.log(type, gone.map((m) => m.status).filter((s) => s !== 204).length, pluck((await c.get('/t')).body, 'id').length);
  const t = Date.now();
  for (let i = 0; i < 500; i++) await c.post('/t', { name: `n${i}` });
  console.log('500 creates', Date.now() - t);
  }
});
