import { expect, test } from '@jest/globals';
import { runOn, sent, shown } from '../small-server.ts';

/** Names that no two items may share, of many forms. */
const FORMS = {
  phone: { type: 'string', pattern: '^\\+?[1-9]\\d{1,14}$', minLength: 8 },
  username: { type: 'string', pattern: '^[a-z][a-z0-9_]*$', minLength: 3, maxLength: 12 },
  email: { type: 'string', format: 'email', maxLength: 40 },
  sku: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' },
  code: { type: 'string', minLength: 2, maxLength: 4 },
} as const;

test.each(Object.keys(FORMS))(
  'values of %s differ from create to create and stay within their schema',
  async (name) => {
    const schema = { ...FORMS }[name as keyof typeof FORMS];
    const body = { type: 'object', required: [name], properties: { [name]: schema } };
    const paths = {
      '/cards': { post: { operationId: 'issue', ...sent(body), responses: { 201: shown(), 400: shown() } } },
    };
    const { report } = await runOn(paths, () => [201], { phases: ['boundaries'] });
    expect(report.learned).toEqual({});
    const valid = report.results
      .filter(({ case: { title } }) => !/long|short|empty|unicode|quotes/.test(title))
      .flatMap(({ exchanges }) => exchanges)
      .filter(({ step }) => step.expect.outcome === 'accepted');
    const values = valid.map(({ step }) =>
      String((JSON.parse(step.request.body ?? '{}') as Record<string, unknown>)[name]),
    );
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) {
      expect(Array.from(value).length).toBeGreaterThanOrEqual('minLength' in schema ? schema.minLength : 0);
      expect(Array.from(value).length).toBeLessThanOrEqual('maxLength' in schema ? schema.maxLength : 200);
      if ('pattern' in schema) expect(value).toMatch(new RegExp(schema.pattern));
      if ('format' in schema) expect(value).toMatch(/^\S+@\S+\.\w+$/);
    }
    const other = await runOn(paths, () => [201], { phases: ['boundaries'], mark: 'z9' });
    const sentThen = other.asked.map(({ members }) => members[name]);
    expect(sentThen.filter((one) => values.includes(String(one)))).toEqual([]);
  },
);
