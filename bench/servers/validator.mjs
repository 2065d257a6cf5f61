// Express with express-openapi-validator, which judges requests and responses, and the responses of the mock:
// `node validator.mjs FOLDER DESCRIPTION PAYLOADS.json`. FOLDER has the packages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, apiSpec, payloads] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const express = require('express');
const { middleware } = require('express-openapi-validator');

const app = express();
app.use(express.json());
const handlers = { token: () => true, user: () => true };
app.use(
  middleware({
    apiSpec,
    validateRequests: true,
    validateResponses: true,
    validateSecurity: { handlers },
    formats: { email: true },
  }),
);
for (const { method, path, status, body } of JSON.parse(readFileSync(payloads, 'utf8')))
  app[method.toLowerCase()](path, (request, response) => response.status(status).json(body));
app.use((error, request, response, _next) =>
  response.status(error.status ?? 500).json({ success: false, error: error.message }),
);
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
