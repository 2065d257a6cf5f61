import { describe, expect, test } from '@jest/globals';
import { call, create, DEPARTMENTS, get, mockRocketchat, NEW_DEPARTMENT } from './rocketchat.ts';

const SALES = 'Ebzc2h7NQdqN2gL5a';
const UNKNOWN = {
  success: false,
  error: 'Fallback department not found [error-fallback-department-not-found]',
  errorType: 'error-fallback-department-not-found',
};

describe('the fallback department', () => {
  test('is kept and shown; the empty text means none', async () => {
    const app = mockRocketchat();
    expect(await create(app, { fallbackForwardDepartment: SALES })).toMatchObject({
      fallbackForwardDepartment: SALES,
    });
    expect(await create(app, { fallbackForwardDepartment: '' })).toMatchObject({
      fallbackForwardDepartment: '',
    });
  });

  test('has to be there, for a new department and for a change', async () => {
    const app = mockRocketchat();
    const department = { ...NEW_DEPARTMENT, fallbackForwardDepartment: 'nobody' };
    const created = await call(app, 'POST', DEPARTMENTS, { department });
    expect(created).toMatchObject({ status: 400, body: UNKNOWN });
    const changed = await call(app, 'PUT', `${DEPARTMENTS}/${SALES}`, {
      department: { fallbackForwardDepartment: 'nobody' },
    });
    expect(changed).toMatchObject({ status: 400, body: UNKNOWN });
    expect((await get(app, `${DEPARTMENTS}/${SALES}`)).body).not.toHaveProperty(
      'department.fallbackForwardDepartment',
    );
  });

  test('is not the department itself', async () => {
    const department = { fallbackForwardDepartment: SALES };
    const answer = await call(mockRocketchat(), 'PUT', `${DEPARTMENTS}/${SALES}`, { department });
    expect(answer).toMatchObject({
      status: 400,
      body: { errorType: 'error-fallback-department-circular' },
    });
  });

  test('is none any more when it is deleted', async () => {
    const app = mockRocketchat();
    const { _id } = await create(app, { fallbackForwardDepartment: SALES });
    await call(app, 'DELETE', `${DEPARTMENTS}/${SALES}`);
    const { body } = await get(app, `${DEPARTMENTS}/${String(_id)}`);
    expect(body).toHaveProperty('department._id', _id);
    expect(body).not.toHaveProperty('department.fallbackForwardDepartment');
  });
});

describe('a closed chat that needs a tag', () => {
  const REFUSED = {
    status: 400,
    body: {
      error:
        'At least one closing tag is required when the department requires tag(s) on closing conversations. [error-validating-department-chat-closing-tags]',
      errorType: 'error-validating-department-chat-closing-tags',
    },
  };

  test.each([
    { requestTagBeforeClosingChat: true },
    { requestTagBeforeClosingChat: true, chatClosingTags: [] },
    { requestTagBeforeClosingChat: 'true' },
    { requestTagBeforeClosingChat: 1, chatClosingTags: [] },
  ])('has to have one to choose: %j', async (members) => {
    const department = { ...NEW_DEPARTMENT, ...members };
    expect(await call(mockRocketchat(), 'POST', DEPARTMENTS, { department })).toMatchObject(REFUSED);
  });

  test('has to have one in the change that asks for it too', async () => {
    const department = { requestTagBeforeClosingChat: true };
    const answer = await call(mockRocketchat(), 'PUT', `${DEPARTMENTS}/${SALES}`, { department });
    expect(answer).toMatchObject(REFUSED);
  });

  test.each([
    { requestTagBeforeClosingChat: true, chatClosingTags: ['sold'] },
    { requestTagBeforeClosingChat: false },
    { requestTagBeforeClosingChat: 'false', chatClosingTags: [] },
  ])('is fine otherwise: %j', async (members) => {
    const department = { ...NEW_DEPARTMENT, ...members };
    expect(await call(mockRocketchat(), 'POST', DEPARTMENTS, { department })).toMatchObject({ status: 200 });
  });
});

describe('what the validator takes for null', () => {
  test.each([
    ['requestTagBeforeClosingChat', '', 'Expected boolean, got null in field requestTagBeforeClosingChat'],
    ['fallbackForwardDepartment', null, 'Expected string, got null in field fallbackForwardDepartment'],
    ['chatClosingTags', false, 'Expected array, got null in field chatClosingTags'],
    [
      'waitingQueueMessage',
      null,
      'Failed Match.OneOf, Match.Maybe or Match.Optional validation in field waitingQueueMessage',
    ],
    [
      'somethingElse',
      1.5,
      'Failed Match.OneOf, Match.Maybe or Match.Optional validation in field somethingElse',
    ],
  ])('is refused by the handler: %s as %j', async (name, value, words) => {
    const department = { ...NEW_DEPARTMENT, [name]: value };
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, { department });
    expect(answer).toMatchObject({ status: 400, body: { success: false, error: `Match error: ${words}` } });
  });

  test('is refused for the agents too', async () => {
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, {
      department: NEW_DEPARTMENT,
      agents: null,
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: 'Match error: Expected Array in field agents' },
    });
  });

  test('is no fault in a mandatory member, which becomes what the validator makes of it', async () => {
    const answer = await call(mockRocketchat(), 'POST', DEPARTMENTS, {
      department: { ...NEW_DEPARTMENT, enabled: '' },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: 'must be boolean [invalid-params]' } });
  });
});
