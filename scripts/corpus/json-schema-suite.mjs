// Judges the values of the JSON Schema Test Suite, each schema as that of a request body, and counts where the judge is
// right. The test of the suite has the details of each file.
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../tests/fixtures/json-schema-suite/', import.meta.url);

/** The values that are to be judged at least. */
const LEAST = 1248;

/** The tests of formats that are failed on purpose: formats are assertions here. */
const FORMATS = 15;

/** Returns a line to print, and faults. */
export async function measureSuite(dist) {
  const { provideAll } = await import(new URL('bundled/provide-all.js', dist).href);
  provideAll();
  const { compileDescription } = await import(
    new URL('description/compile/compile-description.js', dist).href
  );
  const leftOut = new Set(read('left-out.json'));
  const outcome = { right: 0, formats: 0, wrong: [] };
  for (const [file, groups] of Object.entries(read('draft2020-12.json'))) {
    for (const [index, { description: title, schema, tests }] of groups.entries()) {
      if (leftOut.has(`${file}: ${title}`)) continue;
      const fits = judgeOf(compileDescription, schema, `urn:suite:${file}:${index}`);
      const wrong = tests.filter(({ data, valid }) => fits(data) !== valid);
      outcome.right += tests.length - wrong.length;
      if (file === 'format.json') outcome.formats += wrong.length;
      else outcome.wrong.push(...wrong.map(({ description }) => `${file}: ${title}: ${description}`));
    }
  }
  return { line: lineOf(outcome), faults: faultsOf(outcome) };
}

function read(name) {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}

function judgeOf(compileDescription, schema, id) {
  const named = typeof schema === 'object' && schema.$id === undefined ? { $id: id, ...schema } : schema;
  const post = { requestBody: { content: { 'application/json': { schema: named } } }, responses: {} };
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/a': { post } } };
  const description = compileDescription(document, { name: 'suite', location: undefined });
  const judged = description.operations[0].requestBody.content[0].schema;
  const validate = description.validators.of(judged, 'request');
  return (value) => validate(value).length === 0;
}

function lineOf({ right, formats, wrong }) {
  const all = right + formats + wrong.length;
  return `JSON Schema Test Suite: ${right} of ${all} values are judged as it says; ${formats} others are formats, which are asserted on purpose`;
}

function faultsOf({ right, formats, wrong }) {
  const all = right + formats + wrong.length;
  return [
    ...wrong.map((name) => `the judge is wrong about ${name}`),
    ...(all < LEAST ? [`only ${all} values of the JSON Schema Test Suite were judged`] : []),
    ...(formats > FORMATS ? [`${formats} formats are judged otherwise`] : []),
  ];
}
