import { distance } from 'fastest-levenshtein';

/** Returns the templates that are most similar to a path, at most three. A template's parameters match any text. */
export function nearPaths(path: string, templates: readonly string[]): readonly string[] {
  const ranked = [...new Set(templates)].map((template) => ({
    template,
    distance: distance(path, fillTemplate(template, path)),
  }));
  return ranked
    .filter((one) => one.distance <= Math.max(3, one.template.length / 2))
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map((one) => one.template);
}

function fillTemplate(template: string, path: string): string {
  const segments = path.split('/');
  return template
    .split('/')
    .map((segment, index) => (segment.includes('{') ? (segments[index] ?? segment) : segment))
    .join('/');
}
