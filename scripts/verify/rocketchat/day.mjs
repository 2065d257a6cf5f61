// A day's work of the product's own client on the mock. Each step says what has to come of it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ADMIN } from './admin.mjs';

const POWERLESS = { 'X-Auth-Token': 'no-permissions', 'X-User-Id': 'no-permissions' };
const WRONG = { ...ADMIN, 'X-Auth-Token': 'wrong' };
const DEPARTMENT = '/v1/livechat/department';
const CHART = '/v1/livechat/analytics/dashboards/charts/chats-per-department';
const JOHN = { agentId: 'SQafHvoFPuB57NmBD', count: 0, order: 0 };
const MARCOS = { agentId: 'CaevAPDbXN252kyXa', username: 'marcos.defendi', count: 1, order: 1 };
const NEW = {
  name: 'Parcels',
  email: 'parcels@example.com',
  enabled: true,
  showOnRegistration: true,
  showOnOfflineForm: false,
  offlineMessageChannelName: '',
};

/** Returns the answers of the day, each with its `name`, and `method` and `path` as the client's types have them. */
export async function workADay({ folder, createMock, listen }) {
  const { RestClient } = createRequire(join(folder, 'package.json'))('@rocket.chat/api-client');
  const { url, close } = await listen(createMock({ descriptions: 'rocketchat' }), { port: 0 });
  const clientOf = (credentials) => new RestClient({ baseUrl: url, credentials });
  const answers = [];
  const client = clientOf(ADMIN);
  /** `path` with its values filled in; `pattern`: as the types have it. */
  const step = async (name, method, path, params, pattern = path) => {
    const body = await client[method](path, params);
    assert.equal(body.success, true, name);
    answers.push({ name, method: method.toUpperCase(), path: pattern, body });
    return body;
  };
  try {
    await departments(step);
    await lifeOfOne(step);
    await look(step);
    await refusals(clientOf);
  } finally {
    await close();
  }
  return answers;
}

async function departments(step) {
  const list = await step('list', 'get', DEPARTMENT, { onlyMyDepartments: 'false' });
  const page = await step('page', 'get', DEPARTMENT, { count: 2, offset: 1 });
  assert.deepEqual(page.departments, list.departments.slice(1, 3));
  assert.equal(page.total, list.total);
  const sorted = await step('sort', 'get', DEPARTMENT, { sort: '{"name":-1}' });
  assert.deepEqual(sorted.departments, list.departments.toReversed());
  const found = await step('filter', 'get', DEPARTMENT, { text: 'SALES', enabled: 'true' });
  assert.deepEqual(
    found.departments.map(({ name }) => name),
    ['Sales'],
  );
}

async function lifeOfOne(step) {
  const created = await step('create', 'post', DEPARTMENT, { department: NEW, agents: [JOHN] });
  const { _id } = created.department;
  const path = `${DEPARTMENT}/${_id}`;
  const pattern = `${DEPARTMENT}/:_id`;
  const read = await step('read with agents', 'get', path, { includeAgents: 'true' }, pattern);
  assert.deepEqual(read, created);
  const changed = await step(
    'update',
    'put',
    path,
    { department: { ...NEW, name: 'Post' }, agents: [] },
    pattern,
  );
  assert.equal(changed.department.name, 'Post');
  await step('save agents', 'post', `${path}/agents`, { upsert: [MARCOS], remove: [] }, `${pattern}/agents`);
  const agents = await step('agents', 'get', `${path}/agents`, { count: 5 }, `${pattern}/agents`);
  assert.deepEqual(
    agents.agents.map(({ username }) => username),
    ['john.doe', 'marcos.defendi'],
  );
  await step('archive', 'post', `${path}/archive`, undefined, `${pattern}/archive`);
  const archived = await step('archived', 'get', '/v1/livechat/departments/archived', { text: 'post' });
  assert.deepEqual(
    archived.departments.map((one) => one._id),
    [_id],
  );
  await step('unarchive', 'post', `${path}/unarchive`, undefined, `${pattern}/unarchive`);
  await step('delete', 'delete', path, undefined, pattern);
  assert.equal((await step('read what is gone', 'get', path, {}, pattern)).department, null);
}

async function look(step) {
  const selector = JSON.stringify({ term: 'fin' });
  const suggested = await step('autocomplete', 'get', `${DEPARTMENT}.autocomplete`, {
    selector,
    onlyMyDepartments: 'false',
  });
  const ids = suggested.items.map(({ _id }) => _id);
  const listed = await step('list by ids', 'get', `${DEPARTMENT}.listByIds`, { ids });
  assert.deepEqual(
    listed.departments.map(({ name }) => name),
    ['Finance'],
  );
  await step('may create', 'get', `${DEPARTMENT}/isDepartmentCreationAvailable`);
  const queue = await step('queue', 'get', '/v1/livechat/queue', { includeOfflineAgents: 'true', count: 3 });
  assert.equal(queue.count, queue.queue.length);
  const dates = { start: '2020-09-09T00:11:22.345Z', end: '2020-09-10T23:59:22.345Z' };
  const { success: _, ...chart } = await step('chart', 'get', CHART, dates);
  assert.deepEqual(Object.keys(chart), ['Test', 'Sales', 'Finance']);
}

async function refusals(clientOf) {
  for (const [credentials, wanted] of [
    [WRONG, 401],
    [undefined, 401],
    [POWERLESS, 403],
  ]) {
    const { status } = await clientOf(credentials)
      .get(DEPARTMENT, {})
      .catch((response) => response);
    assert.equal(status, wanted);
  }
  const response = await clientOf(ADMIN)
    .get(DEPARTMENT, { fields: '{}' })
    .catch((refusal) => refusal);
  assert.equal((await response.json()).error, 'must NOT have additional properties [invalid-params]');
}
