// What the product's handlers refuse behind their validators, as its public source has it (RocketChat/Rocket.Chat, below
// apps/meteor): facts, in our own words. Each function gets the members after the validator, with the types that it gave
// them, and returns undefined, or the refusal as `{ words }`; without words where those of a library or the database show.

/** The identifiers of departments that the fixtures have. */
export const KNOWN = ['457diLwcQMmdpaTjo', 'Ebzc2h7NQdqN2gL5a'];

/** app/api/server/helpers/parseJsonQuery.ts; a sort that is no object, and a negative `skip`, are refused by the database. */
export function checkPage({ sort, offset }) {
  return checkSort(sort) ?? (Number(offset) < 0 ? {} : undefined);
}

function checkSort(sort) {
  if (!sort) return undefined;
  const words = `Invalid sort parameter provided: "${sort}" [error-invalid-sort]`;
  try {
    const value = JSON.parse(sort);
    if (Object.values(value).some((direction) => direction !== 1 && direction !== -1)) return { words };
    return typeof value === 'object' ? undefined : {};
  } catch {
    return { words };
  }
}

/** app/livechat/imports/server/rest/departments.ts; a term that is no text fails where it becomes a pattern. */
export function checkSelector({ selector }) {
  if (selector === '') return { words: "The 'selector' param is required" };
  try {
    const { term } = JSON.parse(selector);
    return term === undefined || typeof term === 'string' ? undefined : {};
  } catch (error) {
    return { words: error.message };
  }
}

/** app/livechat/imports/server/rest/dashboards.ts */
export function checkDates(members) {
  const wrong = ['start', 'end'].find((name) => Number.isNaN(Date.parse(members[name])));
  return wrong && { words: `The "${wrong}" query parameter must be a valid date.` };
}

/** The types that app/livechat/server/lib/departmentsLib.ts asks for; of other members, it takes any scalar. */
const TYPES = {
  enabled: 'boolean',
  name: 'string',
  description: 'string',
  showOnRegistration: 'boolean',
  email: 'string',
  showOnOfflineForm: 'boolean',
  requestTagBeforeClosingChat: 'boolean',
  chatClosingTags: 'array',
  fallbackForwardDepartment: 'string',
  departmentsAllowedToForward: 'array',
  allowReceiveForwardOffline: 'boolean',
};

/** app/livechat/imports/server/rest/departments.ts, then app/livechat/server/lib/departmentsLib.ts */
export function checkNewDepartment({ department, agents }) {
  if (agents === null) return { words: 'Match error: Expected Array in field agents' };
  return (
    Object.entries(department)
      .map(([name, value]) => checkMember(name, value))
      .find((fault) => fault !== undefined) ??
    checkTags(department) ??
    checkFallback(department)
  );
}

function checkMember(name, value) {
  const type = TYPES[name];
  if (type !== undefined)
    return value === null ? { words: `Match error: Expected ${type}, got null in field ${name}` } : undefined;
  const isScalar = ['string', 'boolean'].includes(typeof value) || value === (value | 0);
  const fault = 'Failed Match.OneOf, Match.Maybe or Match.Optional validation';
  return isScalar ? undefined : { words: `Match error: ${fault} in field ${name}` };
}

function checkTags({ requestTagBeforeClosingChat, chatClosingTags = [] }) {
  if (!requestTagBeforeClosingChat || chatClosingTags.length > 0) return undefined;
  const sentence =
    'At least one closing tag is required when the department requires tag(s) on closing conversations.';
  return { words: `${sentence} [error-validating-department-chat-closing-tags]` };
}

function checkFallback({ fallbackForwardDepartment: fallback }) {
  if (fallback === undefined || fallback === '' || KNOWN.includes(fallback)) return undefined;
  return { words: 'Fallback department not found [error-fallback-department-not-found]' };
}
