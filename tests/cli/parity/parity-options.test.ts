import { expect, test } from '@jest/globals';
import { PARITY_OPTIONS, readParityOptions } from '../../../src/cli/parity/parity-options.ts';
import { parseArguments } from '../../../src/cli/options/arguments.ts';
import { UsageError } from '../../../src/cli/options/usage-error.ts';

function faultsOf(...args: readonly string[]): readonly string[] {
  const all = ['livehelpnow', '--target', 'http://127.0.0.1:9', ...args];
  try {
    readParityOptions(parseArguments(all, PARITY_OPTIONS));
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test.each([
  [['--mock', 'ftp://mock'], '--mock ftp://mock: give a URL such as https://api.example.com/v1'],
  [
    ['--mock', 'http://a:b@mock'],
    '--mock: leave the user and password out; give credentials with --mock-header',
  ],
  [['--mock-header', 'key'], "--mock-header key: write it as 'Name: value'"],
  [['--mock-identity', 'other:key'], '--mock-identity other:key: write it as NAME:Header=value'],
  [
    ['--mock-identity', 'default:X-Key=a'],
    '--mock-identity default: give the credentials of default with --mock-header',
  ],
])('the fault of %j names the option', (args, fault) => {
  const mock = args[0] === '--mock' ? [] : ['--mock', 'http://127.0.0.1:9'];
  const faults = faultsOf(...mock, ...args);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(fault);
});
