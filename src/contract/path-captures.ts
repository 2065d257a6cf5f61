import { templateNames } from '../spec/path-key.ts';

/**
 * The raw values of a path template's parameters in a target that was written from it; undefined where the target
 * is at another path. Its query does not count.
 */
export function pathCaptures(template: string, target: string): ReadonlyMap<string, string> | undefined {
  const names = templateNames(template);
  const source = template.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{[^{}]+\}/g, '([^/]+)');
  const match = new RegExp(`^${source}$`).exec(target.replace(/\?.*$/s, ''));
  return match === null ? undefined : new Map(names.map((name, index) => [name, match[index + 1] ?? '']));
}
