import { distance } from 'fastest-levenshtein';

/** At most three of the templates that look most like `path`; a template's parameters fit anything. */
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
