import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { type Case } from '../../../../src/contract/case/case.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { curlLines } from '../../../../src/contract/report/text/curl-script.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';

describe('curl commands', () => {
  const description = loadDescriptionSync('rocketchat');
  const cases = planCases(description, {
    identities: { default: { credentials: {} }, 'no-rights': { credentials: {} } },
  });
  const facts = {
    baseUrl: 'http://api.example.com/v1',
    schemes: description.securitySchemes,
    headerNames: ['x-tenant'],
  };

  /** Runs the lines in a shell, and returns the words that curl would get from the last one. */
  function shellWords(one: Case, step: number): readonly string[] {
    const functions = `curl() { if [ "$1" = -s ]; then echo '{}'; else printf '%s\\n' "$@"; fi; }; jq() { echo 'made/id'; }`;
    const script = [functions, ...curlLines(one, step, facts)].join('\n');
    const env = {
      STUNTDOUBLE_AUTH_TOKEN: 'to ken',
      STUNTDOUBLE_USER_ID: 'user$',
      STUNTDOUBLE_NO_RIGHTS_AUTH_TOKEN: 'none',
      STUNTDOUBLE_NO_RIGHTS_USER_ID: 'none',
      STUNTDOUBLE_HEADER_X_TENANT: 'a"b',
    };
    return execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).trimEnd().split('\n');
  }

  function caseOf(id: string): Case {
    const found = cases.find((one) => one.id === id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found;
  }

  test('send the same request, with secrets from the environment', () => {
    const words = shellWords(caseOf('rocketchat/getQueue/type/query/sort'), 0);
    expect(words).toEqual(
      expect.arrayContaining([
        'X-Auth-Token: to ken',
        'X-User-Id: user$',
        'x-tenant: a"b',
        'accept: application/json',
      ]),
    );
    expect(words.at(-1)).toMatch(/^http:\/\/api\.example\.com\/v1\/api\/v1\/livechat\/queue\?.*sort=/);
  });

  test('send the body unchanged', () => {
    const one = caseOf('rocketchat/createDepartment/malformed-json/');
    const words = shellWords(one, 0);
    expect(words[words.indexOf('-d') + 1]).toBe(one.steps[0]?.request.body);
  });

  test('take identifiers from earlier steps', () => {
    const one = caseOf('rocketchat/deleteDepartment/permission/no-rights');
    const words = shellWords(one, 1);
    expect(words).toEqual(expect.arrayContaining(['-X', 'DELETE', 'X-Auth-Token: none']));
    expect(words.at(-1)).toBe('http://api.example.com/v1/api/v1/livechat/department/made/id');
    expect(curlLines(one, 1, facts)[0]).toMatch(/^_id=\$\(curl -s .* \| jq -r \.department\._id\)$/);
  });

  test('take them from the Location field when the body has none', () => {
    const one = caseOf('rocketchat/deleteDepartment/permission/no-rights');
    const bind: Case['steps'][number]['bind'] = { _id: { from: 'identifier' } };
    const steps = one.steps.map((step) => (step.role === 'setup' ? { ...step, bind } : step));
    const located: Case = { ...one, steps };
    const curl = `curl() { printf 'HTTP/1.1 201 Created\\r\\nlocation: /things/7\\r\\n\\r\\n'; }`;
    const script = [curl, curlLines(located, 1, facts)[0], 'echo "$_id"'].join('\n');
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe('7\n');
  });

  test('contain a wrong credential, and omit a missing one', () => {
    expect(shellWords(caseOf('rocketchat/getQueue/credentials-wrong/userId'), 0)).toContain(
      'X-User-Id: wrong-credential',
    );
    const without = shellWords(caseOf('rocketchat/getQueue/credentials-missing/userId'), 0).join('\n');
    expect(without).not.toContain('X-User-Id');
  });

  test('omit a field that the caller leaves out, also where it carries a credential', () => {
    const given = { 'X-User-Id': '', Accept: '' };
    const fieldsOf = () => ({ given, replaced: new Set<string>() });
    const [line] = curlLines(caseOf('rocketchat/getQueue/type/query/sort'), 0, { ...facts, fieldsOf });
    expect(line).toContain('-H X-User-Id: -H Accept: -H "X-Auth-Token: $STUNTDOUBLE_AUTH_TOKEN" \'http');
    expect(line).not.toMatch(/STUNTDOUBLE_USER_ID|accept:/);
  });
});

/** Answers with a header and a body to those who want them, else with the words that it got. */
const CURL = `curl() {
  case "$*" in
    *'-D -'*) printf 'HTTP/1.1 200 OK\\r\\nETag: "7"\\r\\n\\r\\n' ;;
    *'-s '*) echo '{"noteId":"made"}' ;;
    *) printf '%s\\n' "$@" ;;
  esac
}
jq() { echo made; }`;

const shown = (schema: object) => ({
  description: 'It is here.',
  content: { 'application/json': { schema } },
});
const NOTE = {
  type: 'object',
  required: ['noteId', 'text'],
  properties: { noteId: { type: 'string', readOnly: true }, text: { type: 'string' } },
};
const sent = { required: true, content: { 'application/json': { schema: NOTE } } };

/** Notes that are replaced on the condition of their tag. */
const NOTES = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': { post: { operationId: 'createNote', requestBody: sent, responses: { 201: shown(NOTE) } } },
    '/notes/{noteId}': {
      parameters: [{ name: 'noteId', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'readNote', responses: { 200: shown(NOTE), 404: { description: 'Not here.' } } },
      put: {
        operationId: 'replaceNote',
        parameters: [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }],
        requestBody: sent,
        responses: { 200: shown(NOTE), 412: { description: 'Outdated.' } },
      },
    },
  },
};

test('curl commands take a tag from the header fields of a response, and send it', () => {
  const cases = planCases(loadDescriptionSync(NOTES, { name: 'notes' }));
  const one = cases.find(({ id }) => id === 'notes/replaceNote/sequence/precondition/replaceNote');
  const index = one?.steps.findIndex(({ name }) => name === 'change with its tag') ?? -1;
  const facts = { baseUrl: 'http://localhost', schemes: [], headerNames: [] };
  const lines = one === undefined ? [] : curlLines(one, index, facts);
  const words = execFileSync('sh', ['-c', [CURL, ...lines].join('\n')], { encoding: 'utf8' }).split('\n');
  expect(words).toContain('if-match: "7"');
  expect(words).toContain('http://localhost/notes/made');
});
