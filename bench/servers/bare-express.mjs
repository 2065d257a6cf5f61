// The smallest possible Express 5 server, with the same responses as the mock: `node bare-express.mjs PAYLOADS.json`.
import { readFileSync } from 'node:fs';
import express from 'express';

const { path, list, created } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const app = express();
app.get(path, (request, response) => response.json(list));
app.post(path, express.json(), (request, response) => response.json(created));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
