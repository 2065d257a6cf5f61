import type { Coverage } from './coverage.ts';

/** What a floor can be given for. */
export const COVERED = [
  'operations',
  'statuses',
  'parameters',
  'mediaTypes',
  'examples',
  'links',
  'constraints',
] as const;

export type Covered = (typeof COVERED)[number];

/** The least shares to be covered, from 0 to 1. */
export type CoverageFloors = Readonly<Partial<Record<Covered, number>>>;

/** A number of parts of a description, and how many of them were covered. */
interface Share {
  readonly documented: number;
  readonly covered: number;
}

/** The counts of a report on what was covered. */
export type CoverageCounts = Omit<Coverage<unknown, unknown>, 'unseen' | 'gaps' | 'lists' | 'documented'>;

/** Returns how much is covered of all that a floor can be given for: of constraints, those of requests that were kept and broken. */
export function sharesOf(coverage: CoverageCounts): Readonly<Record<Covered, Share>> {
  const { operations, statuses, parameters, mediaTypes, examples, links, constraints } = coverage;
  const { requests } = constraints;
  return {
    operations: { documented: operations.documented, covered: operations.succeeded },
    statuses: { documented: statuses.documented, covered: statuses.seen },
    parameters: { documented: parameters.documented, covered: parameters.sent },
    mediaTypes: { documented: mediaTypes.documented, covered: mediaTypes.seen },
    examples: { documented: examples.documented, covered: examples.sent },
    links: { documented: links.documented, covered: links.followed },
    constraints: { documented: requests.documented, covered: requests.both },
  };
}

/** Returns, for each floor that a run is below, how far it is. */
export function belowFloors(coverage: CoverageCounts, floors: CoverageFloors): readonly string[] {
  const shares = sharesOf(coverage);
  return COVERED.flatMap((name) => {
    const floor = floors[name] ?? 0;
    const { documented, covered } = shares[name];
    if (covered >= documented * floor) return [];
    const percent = Number((floor * 100).toFixed(2));
    return `${covered} of ${documented} ${WORDS[name]}: --min-coverage wants ${name}=${percent}%`;
  });
}

const WORDS: Readonly<Record<Covered, string>> = {
  operations: 'operations answered with a success',
  statuses: 'documented statuses seen',
  parameters: 'parameters sent',
  mediaTypes: 'media types seen',
  examples: 'examples sent',
  links: 'links followed',
  constraints: 'constraints of requests kept and broken',
};
