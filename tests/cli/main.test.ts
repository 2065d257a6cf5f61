import { describe, expect, test } from '@jest/globals';
import { run } from './command.ts';

describe('stuntdouble', () => {
  test.each([
    [['--help'], 0, /Usage/],
    [['mock', '--help'], 0, /--fixtures DIR/],
    [['--version'], 0, /^\d+\.\d+\.\d+/],
    [[], 2, /Usage/],
  ])('%j ends with code %i', async (args, code, output) => {
    const ended = await run(args);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toMatch(output);
  });

  test('mocks is no command, mock is', async () => {
    const { code, stderr } = await run(['mocks']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no command mocks; did you mean mock?');
  });

  test.each([
    [['./openapi.yaml'], "./openapi.yaml is not a command: did you mean 'stuntdouble mock ./openapi.yaml'?"],
    [['--port', '0'], "the command comes first: did you mean 'stuntdouble mock --port 0'?"],
  ])('the command is left out: %j', async (args, said) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  test.each([
    [['test', '--data', 'nope.yaml'], '--data nope.yaml: there is no such file'],
    [['test', '--ca', 'nope.pem'], '--ca nope.pem: there is no such file'],
    [['replay', '--report', 'nope.json'], '--report nope.json: there is no such file'],
    [['test', 'livehelpnow', '--json', 'src'], 'the report cannot be written there: this is a folder'],
  ])('a file that is not there is named without a code: %j', async (args, said) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/E[A-Z]{4,}/);
  });

  test('help with the name of a command is the help of that', async () => {
    expect((await run(['help', 'types'])).stdout).toContain('stuntdouble types DESCRIPTION:');
  });
});
