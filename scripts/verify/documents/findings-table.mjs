// The known findings of a server with many descriptions, and the class of each. A class is a paragraph in docs/results/trust.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const SEPARATOR = ' | ';

/**
 * Returns the table in a file: for each document how many operations have to be reached, and its findings by their class.
 * A finding is one text: its check, operation, place and what was found.
 */
export function readTable(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { documents: {} };
}

export function writeTable(file, { documents }) {
  const sorted = Object.entries(documents).toSorted(([one], [next]) => (one < next ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ documents: Object.fromEntries(sorted) }, undefined, 2)}\n`);
}

/** Returns the content of a baseline for one document, as `--baseline` takes it. */
export function baselineOf({ findings = {} } = {}, page) {
  const accepted = Object.entries(findings).flatMap(([number, texts]) =>
    texts.map((text) => {
      const [check, operation, at, ...found] = text.split(SEPARATOR);
      return { check, operation, at, found: found.join(SEPARATOR), reason: `${page}, ${number}` };
    }),
  );
  return { format: 1, accepted };
}

/**
 * Returns the entry of a document after a run, and its findings, each with the number of its class: the first that fits,
 * else the one that it had, else undefined.
 */
export function entryOf(report, known = {}, classes = []) {
  const entries = Object.entries(known.findings ?? {});
  const keptAs = (text) => entries.find(([, texts]) => texts.includes(text))?.[0];
  const judged = placesIn(report).map((finding) => {
    const text = textOf(finding);
    const number = classes.find(({ fits }) => fits(finding))?.number ?? keptAs(text);
    return { text, number: number && Number(number), confidence: finding.confidence };
  });
  const numbers = [...new Set(judged.flatMap(({ number }) => number ?? []))];
  const textsOf = (number) => judged.filter((one) => one.number === number).map(({ text }) => text);
  return {
    judged,
    entry: {
      reached: report.coverage.operations.succeeded,
      findings: Object.fromEntries(numbers.map((number) => [number, textsOf(number)])),
    },
  };
}

/** Returns the findings of a report, one for each place of those that have several. */
export function placesIn({ findings }) {
  return findings.flatMap(({ places, ...finding }) => places.map((place) => ({ ...finding, ...place })));
}

export function textOf({ check, operationId, descriptionPointer, found }) {
  return [check, operationId, descriptionPointer, found].join(SEPARATOR);
}
