// The mock's app in `http.createServer`, without the native prototypes of `listen`.
import { createServer } from 'node:http';
import { createMock } from '../../dist/index.js';

const server = createServer(createMock());
server.listen(0, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
