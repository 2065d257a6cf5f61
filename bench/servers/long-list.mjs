// Serves the department API with many items, which fixtures bring along: `node long-list.mjs COUNT [FILE]`; FILE keeps the
// state.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMock, listen, loadDescriptionSync } from '../../dist/index.js';
import { departmentApi } from '../descriptions/department-api.mjs';

const [count, persist] = process.argv.slice(2);
const departments = Array.from({ length: Number(count) }, (_, index) => ({
  id: index.toString(16).padStart(24, '0'),
  name: `Department ${(index * 7919) % 1_000_003}`,
  email: `staff-${index}@example.com`,
  description: 'A department of the bench.',
  enabled: true,
  showOnRegistration: index % 3 === 0,
  numberOfAgents: index % 50,
  createdAt: '2025-01-01T00:00:00.000Z',
  updatedAt: '2025-01-01T00:00:00.000Z',
}));
const descriptions = loadDescriptionSync(departmentApi({ filters: ['numberOfAgents'] }), {
  name: 'departments',
});
const app = createMock({ descriptions, fixtures: { departments } });
departments.length = 0;
setFlagsFromString('--expose-gc');
runInNewContext('gc')(); // what the items were made from is no memory of the mock
const { url } = await listen(app, { port: 0, ...(persist !== undefined && { persist }) });
console.log(`Listening on ${url}`);
