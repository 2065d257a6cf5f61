// The operations whose requests the product validates, each with the name of its validator in the package, values that mean
// something for members that are plain texts to the validator, and what its handler checks after that.
import { checkDates, checkNewDepartment, checkPage, checkSelector, KNOWN } from './handler-checks.mjs';

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

const UNCHECKED = { texts: {}, handler: () => undefined };

export const OPERATIONS = [
  page('listDepartments', `${BASE}/department`, 'isGETLivechatDepartmentProps'),
  body('createDepartment', `${BASE}/department`, 'isPOSTLivechatDepartmentProps', {
    texts: { fallbackForwardDepartment: ['', ...KNOWN, 'nobody'] },
    handler: checkNewDepartment,
  }),
  query('getDepartment', DEPARTMENT, 'isLivechatDepartmentIdProps'),
  page('listDepartmentAgents', `${DEPARTMENT}/agents`, 'isLivechatDepartmentDepartmentIdAgentsGETProps'),
  body('saveDepartmentAgents', `${DEPARTMENT}/agents`, 'isLivechatDepartmentDepartmentIdAgentsPOSTProps'),
  page('listArchivedDepartments', `${BASE}/departments/archived`, 'isGETLivechatDepartmentProps'),
  query(
    'autocompleteDepartments',
    `${BASE}/department.autocomplete`,
    'isLivechatDepartmentAutocompleteProps',
    { texts: { selector: SELECTORS }, handler: checkSelector },
  ),
  page('getQueue', `${BASE}/queue`, 'isGETLivechatQueueParams'),
  query(
    'getChatsPerDepartment',
    `${BASE}/analytics/dashboards/charts/chats-per-department`,
    'isGETDashboardTotalizerParams',
    { texts: { start: DATES, end: DATES }, handler: checkDates },
  ),
];

function page(id, path, validator) {
  return query(id, path, validator, { texts: { sort: SORTS }, handler: checkPage });
}

function query(id, path, validator, more) {
  return { id, method: 'GET', path, validator, ...UNCHECKED, ...more };
}

function body(id, path, validator, more) {
  return { id, method: 'POST', path, validator, ...UNCHECKED, ...more };
}
