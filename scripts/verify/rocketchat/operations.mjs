// The operations whose requests the product validates, each with the name of its validator in the package, and values that
// mean something for members that are plain texts to the validator.
const BASE = '/api/v1/livechat';
const DEPARTMENT = `${BASE}/department/457diLwcQMmdpaTjo`;
const SORTS = ['{"name":1}', '{"name":-1,"_id":1}', '{"_updatedAt":1}', '{}'];
const DATES = ['2020-09-09T00:11:22.345Z', '2020-09-10', '2021-03-01T10:00:00+02:00'];

const SELECTORS = [
  '{"term":"sales"}',
  '{}',
  '{"exceptions":["457diLwcQMmdpaTjo"]}',
  '{"conditions":{"enabled":true}}',
];

export const OPERATIONS = [
  query('listDepartments', `${BASE}/department`, 'isGETLivechatDepartmentProps', { sort: SORTS }),
  body('createDepartment', `${BASE}/department`, 'isPOSTLivechatDepartmentProps'),
  query('getDepartment', DEPARTMENT, 'isLivechatDepartmentIdProps'),
  query('listDepartmentAgents', `${DEPARTMENT}/agents`, 'isLivechatDepartmentDepartmentIdAgentsGETProps', {
    sort: SORTS,
  }),
  body('saveDepartmentAgents', `${DEPARTMENT}/agents`, 'isLivechatDepartmentDepartmentIdAgentsPOSTProps'),
  query('listArchivedDepartments', `${BASE}/departments/archived`, 'isGETLivechatDepartmentProps', {
    sort: SORTS,
  }),
  query(
    'autocompleteDepartments',
    `${BASE}/department.autocomplete`,
    'isLivechatDepartmentAutocompleteProps',
    {
      selector: SELECTORS,
    },
  ),
  query('getQueue', `${BASE}/queue`, 'isGETLivechatQueueParams', { sort: SORTS }),
  query(
    'getChatsPerDepartment',
    `${BASE}/analytics/dashboards/charts/chats-per-department`,
    'isGETDashboardTotalizerParams',
    { start: DATES, end: DATES },
  ),
];

function query(id, path, validator, texts = {}) {
  return { id, method: 'GET', path, validator, texts };
}

function body(id, path, validator) {
  return { id, method: 'POST', path, validator, texts: {} };
}
