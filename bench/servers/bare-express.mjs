// The smallest possible Express 5 server, with the same responses as the mock: `node bare-express.mjs PAYLOADS.json`. A
// body without a name is refused.
import { readFileSync } from 'node:fs';
import express from 'express';

const app = express();
for (const { method, path, status, body, refused } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  if (method === 'GET') {
    app.get(path, (request, response) => response.status(status).json(body));
    continue;
  }
  app[method.toLowerCase()](path, express.json(), (request, response) => {
    const isFine = 'name' in (request.body.department ?? request.body);
    const sent = isFine ? { status, body } : refused;
    response.status(sent.status).json(sent.body);
  });
}
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
