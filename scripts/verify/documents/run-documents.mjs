// Runs the suite with several descriptions of one server, one after the other.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSuite } from '../run-suite.mjs';
import { baselineOf, entryOf, placesIn, readTable, writeTable } from './findings-table.mjs';

const PAGE = 'docs/results/trust.md';

/** The order in which confidences are told. */
const CONFIDENCES = ['definite', 'likely', 'advice'];

/**
 * Runs each document, given as `{ name, file, target, data, headers, options }`, and returns what came of all of them: a finding
 * that the table does not have is a fault, and so is a document of which fewer operations are reached than before.
 * `options`: further ones of the command. With `isUpdate` the table is written again; what fits none of the classes is told, and stays out of it.
 */
export async function runDocuments(documents, { table: file, classes, options = [], isUpdate, signal }) {
  if (documents.length === 0) return { kind: 'failed', reason: 'there is no such document' };
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-documents-'));
  const table = readTable(file);
  const total = { cases: 0, reached: 0, documented: 0, reasons: new Map(), classes: new Map(), faults: [] };
  try {
    for (const document of documents) {
      const known = table.documents[document.name];
      const report = await runOne(document, known, { folder, options, signal });
      if (report === undefined) {
        total.faults.push(`${document.name}: there is no report`);
        continue;
      }
      const { entry, judged } = entryOf(report, known, classes);
      tell(document, report);
      add(total, report, judged);
      total.faults.push(...(isUpdate ? unjudgedIn(document, judged) : faultsOf(document, report, known)));
      if (isUpdate) table.documents[document.name] = entry;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (isUpdate) writeTable(file, table);
  return outcomeOf(total, documents.length);
}

async function runOne(document, known, { folder, options, signal }) {
  const { file, target, data, headers, options: own = [] } = document;
  const [values, baseline] = [join(folder, 'data.json'), join(folder, 'baseline.json')];
  writeFileSync(values, JSON.stringify(data));
  writeFileSync(baseline, JSON.stringify(baselineOf(known, PAGE)));
  const given = headers.flatMap((header) => ['--header', header]);
  const usual = ['--target', target, '--safety', 'full', '--timeout', '5', '--data', values];
  const how = { file: join(folder, 'report.json'), output: 'ignore', signal };
  const ran = await runSuite(
    [file, ...usual, ...given, ...options, ...own, '--baseline', baseline],
    how,
  ).catch((error) => {
    signal.throwIfAborted();
    process.stderr.write(`${file}: ${error.message}\n`);
  });
  return ran?.report;
}

function tell({ name }, report) {
  const { documented, succeeded } = report.coverage.operations;
  const count = `${placesIn(report).length} findings`;
  process.stdout.write(`  ${name.padEnd(40)} ${succeeded} of ${documented} operations reached, ${count}\n`);
}

function add(total, { counts, coverage, reach }, judged) {
  total.cases += counts.planned;
  total.reached += coverage.operations.succeeded;
  total.documented += coverage.operations.documented;
  for (const { kind, reason } of reach) {
    const common = reason?.replace(
      /^[A-Z]+ \S+ (is not sent, since it could not be put back).*/,
      'PUT or PATCH $1',
    );
    if (kind !== 'reached') total.reasons.set(common, (total.reasons.get(common) ?? 0) + 1);
  }
  for (const { number, confidence } of judged) {
    const counted = total.classes.get(number) ?? {};
    total.classes.set(number, { ...counted, [confidence]: (counted[confidence] ?? 0) + 1 });
  }
}

function unjudgedIn({ name }, judged) {
  const unjudged = judged.filter(({ number }) => number === undefined);
  return unjudged.map(({ text, confidence }) => `${name}: no class: ${text} (${confidence})`);
}

function faultsOf({ name }, report, known) {
  if (known === undefined) return [`${name}: nothing is known of it: run with --update-baseline`];
  const { coverage, broken } = report;
  const { succeeded } = coverage.operations;
  return [
    ...(broken === undefined ? [] : [`${name}: ${broken.detail}`]),
    ...(succeeded >= known.reached ? [] : [`${name}: ${succeeded} operations reached, not ${known.reached}`]),
    ...placesIn(report)
      .filter(({ standing }) => standing === undefined)
      .map((finding) => newFinding(name, finding)),
  ];
}

function newFinding(name, { check, confidence, operationId, found, curl }) {
  return `${name}: new: ${check} (${confidence})  ${operationId}: ${found}\n    ${(curl ?? []).join('\n    ')}`;
}

function outcomeOf({ cases, reached, documented, reasons, classes, faults }, count) {
  for (const [reason, often] of [...reasons].toSorted(([, one], [, next]) => next - one)) {
    process.stdout.write(`  not reached, ${often}: ${reason}\n`);
  }
  for (const [number, counted] of [...classes].toSorted(([one], [next]) => one - next)) {
    process.stdout.write(`  class ${number}: ${countsIn([counted])}\n`);
  }
  if (faults.length > 0) return { kind: 'failed', reason: faults.join('\n  ') };
  const reach = `${reached} of ${documented} operations reached`;
  const known = countsIn([...classes.values()]);
  return {
    kind: 'passed',
    reason: `${count} descriptions, ${cases} cases, ${reach}; known findings: ${known}`,
  };
}

function countsIn(classes) {
  const sumOf = (confidence) => classes.reduce((sum, counted) => sum + (counted[confidence] ?? 0), 0);
  return CONFIDENCES.map((confidence) => `${sumOf(confidence)} ${confidence}`).join(', ');
}
