import { distance } from 'fastest-levenshtein';

/** Returns at most three templates that are similar to `path`, the most similar first. Parameters match any segment. */
export function nearPaths(path: string, templates: readonly string[]): readonly string[] {
  const ranked = [...new Set(templates)].map((template) => ({
    template,
    distance: distance(path, fillTemplate(template, path)),
  }));
  return ranked
    .filter((candidate) => candidate.distance <= Math.max(3, candidate.template.length / 2))
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ template }) => template);
}

function fillTemplate(template: string, path: string): string {
  const segments = path.split('/');
  return template
    .split('/')
    .map((segment, index) => (segment.includes('{') ? (segments[index] ?? segment) : segment))
    .join('/');
}
