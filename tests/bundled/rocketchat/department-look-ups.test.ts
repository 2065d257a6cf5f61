import { describe, expect, test } from '@jest/globals';
import { items, member } from '../../../src/base/json.ts';
import { call, create, DEPARTMENTS, get, invalidParams, mockRocketchat, POWERLESS } from './rocketchat.ts';
import { ask } from '../../mock/ask.ts';

const SUGGESTIONS = '/api/v1/livechat/department.autocomplete';
const BY_IDS = '/api/v1/livechat/department.listByIds';
const MAY_CREATE = `${DEPARTMENTS}/isDepartmentCreationAvailable`;

function suggestions(selector: object | string, rest = '&onlyMyDepartments=false'): string {
  const text = typeof selector === 'string' ? selector : JSON.stringify(selector);
  return `${SUGGESTIONS}?selector=${encodeURIComponent(text)}${rest}`;
}

describe('the suggestions', () => {
  test('are identifiers and names, by name', async () => {
    const { body } = await get(mockRocketchat(), suggestions({ term: 'DEPARTMENT' }));
    expect(body).toEqual({
      items: [
        { _id: '457diLwcQMmdpaTjo', name: 'Department 1' },
        { _id: '5mt9oEtQxuMMH23Co', name: 'Department 2' },
        { _id: '4swtja84kmn5WCdwL', name: 'My Department' },
      ],
      success: true,
    });
  });

  test.each([
    [{ term: 'department', exceptions: ['457diLwcQMmdpaTjo'] }, '', ['Department 2', 'My Department']],
    [{ conditions: { enabled: false } }, '', ['Billing', 'new from api']],
    [{ term: 'fax' }, '', []],
    [{ term: 'fax' }, '&showArchived=true', ['Fax']],
    [{ term: '.' }, '', []],
  ])('for %j%s are %j', async (selector, rest, names) => {
    const { body } = await get(mockRocketchat(), suggestions(selector, `&onlyMyDepartments=false${rest}`));
    expect(items(member(body, 'items')).map((item) => member(item, 'name'))).toEqual(names);
  });

  test('with showArchived leave out those that were taken back, as in the product', async () => {
    const app = mockRocketchat();
    await call(app, 'POST', `${DEPARTMENTS}/q5yZ3Kb8wTsLm7RfE/unarchive`);
    const target = suggestions({ term: 'fax' }, '&onlyMyDepartments=false&showArchived=true');
    expect((await get(app, target)).body).toEqual({ items: [], success: true });
  });

  test('include a department as soon as it is created', async () => {
    const app = mockRocketchat();
    const { _id } = await create(app, { name: 'Parcels' });
    expect((await get(app, suggestions({ term: 'parcel' }))).body).toMatchObject({
      items: [{ _id, name: 'Parcels' }],
    });
  });

  test.each([
    [SUGGESTIONS, invalidParams("must have required property 'selector'")],
    [suggestions({}, ''), invalidParams("must have required property 'onlyMyDepartments'")],
    [suggestions({}, '&onlyMyDepartments=true&a=b'), invalidParams('must NOT have additional properties')],
    [suggestions(''), { success: false, error: "The 'selector' param is required" }],
    [suggestions('{term'), { success: false, error: expect.stringContaining('JSON') }],
  ])('at %s are refused', async (target, body) => {
    const answer = await get(mockRocketchat(), target);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(body);
  });
});

describe('the departments by identifiers', () => {
  test('are those that there are', async () => {
    const target = `${BY_IDS}?ids[]=5mt9oEtQxuMMH23Co&ids[]=nobody&ids%5B%5D=q5yZ3Kb8wTsLm7RfE`;
    const { body } = await get(mockRocketchat(), target);
    expect(items(member(body, 'departments')).map((one) => member(one, 'name'))).toEqual([
      'Department 2',
      'Fax',
    ]);
  });

  test('are refused without any', async () => {
    const answer = await get(mockRocketchat(), BY_IDS);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ success: false, error: "The 'ids' param is required" });
  });

  test('are refused with fields that are none', async () => {
    const answer = await get(mockRocketchat(), `${BY_IDS}?ids[]=a&fields=name`);
    expect(answer.body).toMatchObject({ errorType: 'error-invalid-fields' });
  });
});

describe('whether a department may be created', () => {
  test('is answered with yes, to those who may know', async () => {
    const app = mockRocketchat();
    const { body } = await get(app, MAY_CREATE);
    expect(body).toEqual({ isDepartmentCreationAvailable: true, success: true });
    expect((await ask(app, { method: 'GET', target: MAY_CREATE, headers: POWERLESS })).status).toBe(403);
  });
});
