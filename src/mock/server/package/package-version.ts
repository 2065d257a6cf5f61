import { readFileSync } from 'node:fs';
import { stringMember } from '../../../base/json.ts';
import { packageRoot } from './package-root.ts';

/** Returns the version of this package. */
export function packageVersion(): string {
  const text = readFileSync(new URL('package.json', packageRoot()), 'utf8');
  return stringMember(JSON.parse(text), 'version') ?? '';
}
