// The real back end, which lacks the newest operation.
import { createServer } from 'node:http';

/** Serves todos, and returns the server. */
export function serveStaging() {
  const todos = new Map([['1', { id: '1', title: 'From staging', done: false }]]);
  let last = 1;
  return createServer(async (request, response) => {
    const answer = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
    const [, , collection, id] = request.url.split('/');
    const chunks = await read(request);
    const sent = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks));
    if (collection !== 'todos') return answer(404, { message: 'there is no such thing here' });
    if (id === undefined && request.method === 'GET') return answer(200, [...todos.values()]);
    if (id === undefined) {
      if (!(sent.title?.length >= 1 && sent.title.length <= 40))
        return answer(400, { message: 'the title is too long' });
      last += 1;
      const todo = { done: false, ...sent, id: String(last) };
      todos.set(todo.id, todo);
      return answer(201, todo);
    }
    if (!todos.has(id)) return answer(404, { message: 'there is no such todo' });
    if (request.method === 'DELETE') {
      todos.delete(id);
      return response.writeHead(204).end();
    }
    todos.set(id, { ...todos.get(id), ...sent, id });
    return answer(200, todos.get(id));
  });
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks;
}
