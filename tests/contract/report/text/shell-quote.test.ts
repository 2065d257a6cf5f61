import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import {
  printfCommand,
  shellQuoted,
  shellQuotedWithVariables,
  withNames,
} from '../../../../src/contract/report/text/shell-quote.ts';

/** The bytes that a shell writes for a command. */
function written(command: string): Buffer {
  return execFileSync('sh', ['-c', command], { env: { ID: '$x "y" !' } });
}

const ODD = [
  'plain',
  '',
  `it's "quoted" \`here\` $HOME \${ID} \\ %s %`,
  '-e',
  '@file',
  'wow!! no!',
  'two\r\nlines',
  'bell\u0007 esc\u001b[31m',
  'zero\u200bwidth \u202eright to left',
  'é ü 漢字 \u{1F600}',
  '\u2028 separator',
];

describe('a word of a shell', () => {
  test.each(ODD)('is the text itself: %j', (text) => {
    expect(written(`printf '%s.' ${shellQuoted(text)}`).toString()).toBe(`${text}.`);
    const plain = text.replaceAll('${ID}', '');
    expect(written(`printf '%s.' ${shellQuotedWithVariables(plain)}`).toString()).toBe(`${plain}.`);
  });

  test.each(ODD)('shows what a terminal would obey as something else: %j', (text) => {
    expect(shellQuoted(text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
  });

  test('has the values of variables, whatever is beside them', () => {
    expect(written(`printf '%s' ${shellQuotedWithVariables('a!${ID}"b')}`).toString()).toBe('a!$x "y" !"b');
    expect(written(`printf '%s' ${shellQuotedWithVariables('a\u0001${ID}%')}`).toString()).toBe(
      'a\u0001$x "y" !%',
    );
  });

  test('has the bytes of a header field', () => {
    expect([...written(`printf '%s' ${shellQuoted('caf\u00e9', 'latin1')}`)]).toEqual([
      0x63, 0x61, 0x66, 0xe9,
    ]);
  });
});

describe('a body that a command writes', () => {
  test.each([...ODD, 'nul\0byte', '\0', 'ends with a line\n', '-n\n', '7\u00017', 'lone \ud800 half'])(
    'is the text itself: %j',
    (text) => {
      expect([...written(printfCommand([text]))]).toEqual([...Buffer.from(text)]);
    },
  );

  test('has the values of variables', () => {
    expect(written(printfCommand(withNames('{"id":"${ID}"}\n'))).toString()).toBe('{"id":"$x "y" !"}\n');
  });
});
