/** The kinds of things that are broken. */
export const CATEGORIES = [
  'status',
  'media type',
  'header',
  'body',
  'security',
  'requests',
  'state',
  'time',
  'method',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** What an operator does to a server. */
interface Operator {
  readonly category: Category;
  readonly does: string;
}

const operator = (category: Category, does: string): Operator => ({ category, does });

/** The operators by name. */
export const OPERATORS = {
  'status-undocumented': operator('status', 'answers with a status that the operation does not have'),
  'status-error': operator('status', 'answers with 500'),
  'status-swapped': operator('status', 'refuses with another documented status, which says something else'),

  'type-other': operator('media type', 'answers as text/html'),
  'type-missing': operator('media type', 'answers without Content-Type'),

  'header-dropped': operator('header', 'leaves a documented header field out'),
  'header-malformed': operator('header', 'gives a header field a value that it cannot have'),
  'location-elsewhere': operator('header', 'lets Location lead to something that is not there'),
  'tag-stuck': operator('header', 'keeps an ETag whatever changes'),

  'member-dropped': operator('body', 'leaves a member out'),
  'member-renamed': operator('body', 'gives a member another name'),
  'member-retyped': operator('body', 'gives a value another type'),
  'member-null': operator('body', 'answers null'),
  'member-added': operator('body', 'adds a member that is not described'),
  'bound-overstepped': operator('body', 'oversteps a bound of a value'),
  'enum-left': operator('body', 'answers what is not among the choices'),
  'format-broken': operator('body', 'breaks a format'),
  'pattern-broken': operator('body', 'breaks a pattern'),
  'list-emptied': operator('body', 'empties a list'),
  'list-doubled': operator('body', 'has each item of a list twice'),
  'list-reordered': operator('body', 'turns a list round'),
  'body-cut': operator('body', 'cuts a body off'),
  'body-missing': operator('body', 'leaves the body out'),

  'missing-credential-taken': operator('security', 'accepts a request without credentials'),
  'wrong-credential-taken': operator('security', 'accepts a wrong credential'),
  'role-ignored': operator('security', 'accepts a caller without the permission'),

  'missing-taken': operator('requests', 'accepts a request without a required part'),
  'type-taken': operator('requests', 'accepts a value of another type'),
  'bound-taken': operator('requests', 'accepts a value beyond a bound'),
  'enum-taken': operator('requests', 'accepts what is not among the choices'),
  'format-taken': operator('requests', 'accepts a broken format'),
  'pattern-taken': operator('requests', 'accepts a broken pattern'),
  'unknown-taken': operator('requests', 'accepts a member that a closed object does not have'),
  'malformed-taken': operator('requests', 'accepts a body that is cut off'),
  'content-type-taken': operator('requests', 'accepts a body of any content type'),
  'part-refused': operator('requests', 'refuses valid requests with an optional part'),
  'all-refused': operator('requests', 'refuses each request'),

  'create-lost': operator('state', 'does not keep what it creates'),
  'change-lost': operator('state', 'loses a change'),
  'delete-lost': operator('state', 'does not delete'),
  'read-stale': operator('state', 'reads an item as it was first'),
  'list-stale': operator('state', 'lists what was there first'),
  'list-unsteady': operator('state', 'leaves an item out of a list every other time'),
  'other-changed': operator('state', 'changes another item as well'),
  'other-read': operator('state', 'reads another item'),
  'identifier-twice': operator('state', 'gives two items one identifier'),
  'refused-kept': operator('state', 'keeps what it refuses'),
  'item-unlisted': operator('state', 'does not list what was created last'),
  'total-wrong': operator('state', 'counts one item too many'),
  'pages-overlap': operator('state', 'begins each page one item too early'),
  'page-size-ignored': operator('state', 'ignores the size of pages'),
  'filter-ignored': operator('state', 'ignores a filter'),
  'sort-ignored': operator('state', 'ignores the order that is asked for'),
  'sort-reversed': operator('state', 'sorts the other way round'),
  'search-empty': operator('state', 'finds nothing'),
  'condition-ignored': operator('state', 'ignores a condition'),

  'creation-moves': operator('time', 'moves the time of creation with each change'),
  'change-runs-back': operator('time', 'lets the time of the last change run backwards with each change'),
  'changed-before-created': operator('time', 'says that an item was changed before it was created'),

  'method-taken': operator('method', 'accepts a method that is not documented'),
  'method-unnamed': operator('method', 'answers 405 without Allow'),
  'method-error': operator('method', 'answers a method that is not documented with 500'),
  'head-otherwise': operator('method', 'answers HEAD otherwise than GET'),
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorName = keyof typeof OPERATORS;

export const OPERATOR_NAMES = Object.keys(OPERATORS) as readonly OperatorName[];

export function categoryOf(name: OperatorName): Category {
  return OPERATORS[name].category;
}
