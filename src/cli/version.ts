import { readFileSync } from 'node:fs';
import { stringMember } from '../spec/json.ts';
import { packageRoot } from '../bundled.ts';

/** The version of this package. */
export function packageVersion(): string {
  const text = readFileSync(new URL('package.json', packageRoot()), 'utf8');
  return stringMember(JSON.parse(text), 'version') ?? '';
}
