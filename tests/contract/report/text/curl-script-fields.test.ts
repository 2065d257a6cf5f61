import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { CASES, DESCRIPTION } from '../../../../faults/depot/depot-lab.ts';
import { curlLines } from '../../../../src/contract/report/text/curl-script.ts';

const FACTS = { baseUrl: 'http://localhost', schemes: DESCRIPTION.securitySchemes, headerNames: [] };

/** Answers with a header and a body to those who want them, else with the words that it got. */
const CURL = `curl() {
  case "$*" in
    *'-D -'*) printf 'HTTP/1.1 200 OK\\r\\nETag: "7"\\r\\n\\r\\n' ;;
    *'-s '*) echo '{"toolId":"made"}' ;;
    *) printf '%s\\n' "$@" ;;
  esac
}
jq() { echo made; }`;

test('curl lines take a tag from the header fields of an answer, and send it', () => {
  const one = CASES.find(({ id }) => id === 'depot/replaceTool/sequence/precondition/replaceTool');
  const index = one?.steps.findIndex(({ name }) => name === 'change with its tag') ?? -1;
  const lines = one === undefined ? [] : curlLines(one, index, FACTS);
  const words = execFileSync('sh', ['-c', [CURL, ...lines].join('\n')], { encoding: 'utf8' }).split('\n');
  expect(words).toContain('if-match: "7"');
  expect(words).toContain('http://localhost/tools/made');
});
