import { CHECKS } from '../../case/finding.ts';
import type { PublishedFinding, Standing } from '../findings/published-finding.ts';
import type { PublishedReport } from '../published-report.ts';
import { splitPlace } from '../text/place-in-file.ts';
import { printable } from '../text/printable.ts';

const RULES = Object.entries(CHECKS).map(([id, text]) => ({ id, shortDescription: { text } }));

/**
 * Returns reports as SARIF 2.1.0, a run for each API and a result for each finding, at its place in the description.
 * What a baseline has is suppressed. `version`: that of this package.
 */
export function sarifReport(reports: readonly PublishedReport[], version: string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: reports.map((report) => sarifRun(report, version)),
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifRun(report: PublishedReport, version: string) {
  const { api, source, target, safety, seed, plan, verdict, findings, broken, run } = report;
  return {
    tool: { driver: { name: 'stuntdouble', semanticVersion: version, rules: RULES } },
    automationDetails: { id: `stuntdouble/${api}/` },
    invocations: [
      {
        executionSuccessful: broken === undefined,
        startTimeUtc: run.started,
        ...(broken && { exitCodeDescription: broken.reason }),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => sarifResult(finding, source)),
    properties: { target, safety, seed, plan, verdict: verdict.kind, reason: verdict.reason },
  };
}

function sarifResult(finding: PublishedFinding, source: string) {
  const { check, operationId, descriptionPointer, standing, places, confidence, id, wfc, replay } = finding;
  const [, ...others] = places;
  return {
    ruleId: check,
    ruleIndex: RULES.findIndex((rule) => rule.id === check),
    level: levelOf(finding),
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: physicalLocation(finding.place, source),
        logicalLocations: [
          { name: operationId, fullyQualifiedName: `#${descriptionPointer}`, kind: 'member' },
        ],
      },
    ],
    ...(others.length > 0 && {
      relatedLocations: others.map((place) => ({
        logicalLocations: [
          { name: place.operationId, fullyQualifiedName: `#${place.descriptionPointer}`, kind: 'member' },
        ],
        message: { text: printable(place.found) },
      })),
    }),
    partialFingerprints: { 'stuntdoubleFinding/v1': id },
    ...(standing?.kind === 'accepted' && { suppressions: [suppression(standing)] }),
    properties: { confidence, replay, ...(wfc !== undefined && { wfc }) },
  };
}

function levelOf({ fails, confidence }: PublishedFinding): 'error' | 'warning' | 'note' {
  if (fails) return 'error';
  return confidence === 'advice' ? 'note' : 'warning';
}

function messageOf({ request, expected, found, rule, title, replay }: PublishedFinding): string {
  const { method, target } = request;
  const lines = [
    `${method} ${target} (${title}): expected ${expected}, found ${found}.`,
    `Rule: ${rule}.`,
    `See it again: ${replay}`,
  ];
  return lines.map(printable).join('\n');
}

/** Splits `openapi/pets.yaml:12`. What has no line, such as a description at a URL, is at its first one. */
function physicalLocation(place: string | undefined, source: string) {
  const { file, line } = splitPlace(place ?? '') ?? { file: source, line: 1 };
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } };
}

/** Returns a path as a URI; one that is relative stays so. */
function uriOf(path: string): string {
  if (/^https?:/.test(path)) return path;
  const segments = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${segments}` : segments;
}

function suppression({ reason }: Standing) {
  return { kind: 'external', status: 'accepted', justification: printable(reason) };
}
