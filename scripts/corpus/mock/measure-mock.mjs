// Runs the contract suite against the mock of a description, and counts what matters to users of the mock: operations with
// a documented success, bodies that fit, items that can be read back, and responses that are the same again.

import { answeredOperations, bodyCounts, undocumentedFailures } from './count-answers.mjs';
import { sortFindings } from './expected-findings.mjs';
import { keywordCoverage } from './keyword-coverage.mjs';
import { answersToClient } from './learned-client.mjs';
import { measureStateless } from './measure-stateless.mjs';
import { witnessBodies } from './witness-bodies.mjs';

/** The fixed clock, so that the responses of two mocks can be compared byte by byte. */
const CLOCK = new Date('2024-01-01T00:00:00Z');

/** Chooses the cases of a bounded run: all that can show a success, and every eighth of the others. */
const EVERY = 8;
const KEPT = new Set(['valid', 'example', 'sequence']);

export async function measureMock(description, stuntdouble, { judge, dist, isBounded }) {
  const { planCases } = await import(new URL('contract/plan/plan-cases.js', dist).href);
  const { runContract } = await import(new URL('contract/run-contract.js', dist).href);
  const { handlerTarget } = await import(new URL('contract/target/handler-target.js', dist).href);
  const identities = { default: { credentials: credentialsFor(description) } };
  const mock = startMock(description, stuntdouble, identities.default.credentials);
  const target = handlerTarget('mock', mock.mock.handle, { isDisposable: true });
  const planned = planCases(description, { identities });
  const cases = isBounded ? thinned(planned) : planned;
  const report = await runContract({ description, target, identities, cases });
  const start = () => startMock(description, stuntdouble, identities.default.credentials);
  const { mock: forgetful } = startMock(description, stuntdouble, identities.default.credentials, 'off');
  const stateless = await measureStateless(description, report, { mock: forgetful, dist });
  const unasked = unansweredOperations(description, report);
  const unanswered = await stillUnanswered(unasked, { description, report, start });
  return {
    ...suiteCounts(report),
    keywords: await keywordCoverage(description, planned, dist),
    answered: description.operations.length - unanswered.length,
    unanswered,
    bodies: bodyCounts(report),
    failures: undocumentedFailures(report),
    stateless,
    witnessed: await witnessBodies(description, report, judge),
    readBack: readBackCounts(report),
    repeatable: await repeatable(description, stuntdouble, identities, { cases, dist }),
  };
}

function thinned(cases) {
  return cases.filter(({ maker }, index) => KEPT.has(maker) || index % EVERY === 0);
}

function startMock(description, { createMock }, credentials, memory = 'on') {
  const roles = description.operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap(({ roles: needed }) => needed)),
  );
  const identity = { id: 'default', roles: [...new Set(roles)], credentials };
  return createMock({
    descriptions: description,
    fixtures: { identities: [identity] },
    clock: CLOCK,
    memory,
  });
}

function credentialsFor({ securitySchemes }) {
  return Object.fromEntries(securitySchemes.map(({ name }) => [name, 'user:secret']));
}

function suiteCounts({ counts, findings, results }) {
  const valid = results.filter((one) => one.case.maker === 'valid' || one.case.maker === 'example');
  const accepted = valid.filter(({ exchanges }) => exchanges.some(isSubjectSuccess));
  const { unexpected, expected } = sortFindings(findings);
  return {
    cases: counts.planned,
    passed: counts.passed,
    blocked: results
      .filter(({ verdict }) => verdict.kind === 'blocked')
      .map((one) => `${one.case.id}: ${one.verdict.reason}`),
    findings: unexpected.map(({ caseId, check, found }) => `${caseId} ${check}: ${found}`),
    expected,
    valid: valid.length,
    accepted: accepted.length,
  };
}

function isSubjectSuccess({ step, response }) {
  return step.role === 'subject' && response !== undefined && response.status >= 200 && response.status < 400;
}

function unansweredOperations(description, report) {
  const answered = answeredOperations(description, report);
  return description.operations.filter((operation) => !answered.includes(operation)).map(({ id }) => id);
}

/** Tries an operation with a client that takes identifiers from responses, since the suite may have invented them. */
async function stillUnanswered(ids, { description, report, start }) {
  const unanswered = [];
  for (const id of ids) {
    const operation = description.operationById(id);
    const context = {
      operations: description.operations,
      requestsOf: (operationId) => validRequests(report, operationId),
      mock: start().mock,
    };
    if (!(await answersToClient(operation, context))) unanswered.push(id);
  }
  return unanswered;
}

function validRequests({ results }, operationId) {
  return results
    .filter((one) => one.case.operationId === operationId && one.case.maker === 'valid')
    .flatMap(({ exchanges }) => exchanges.filter(({ step }) => step.role === 'subject'))
    .map(({ request }) => request);
}

function readBackCounts({ results }) {
  const lifecycles = results.filter((one) => one.case.maker === 'sequence');
  return {
    all: lifecycles.length,
    good: lifecycles.filter(({ verdict }) => verdict.kind === 'passed').length,
  };
}

/** Sends requests that only read to two new mocks, and counts the responses that are the same byte for byte. */
async function repeatable(description, stuntdouble, identities, { cases, dist }) {
  const { writeRequest } = await import(new URL('contract/case/write-request.js', dist).href);
  const reads = cases.filter(({ steps }) => steps.length === 1 && steps[0].request.method === 'GET');
  const requests = reads.map(({ steps: [{ request }] }) =>
    writeRequest(request, { schemes: description.securitySchemes, identities, headers: {} }),
  );
  const mocks = [1, 2].map(() => startMock(description, stuntdouble, identities.default.credentials));
  let same = 0;
  for (const request of requests) {
    const [one, other] = await Promise.all(mocks.map(({ mock }) => mock.handle(request)));
    if (one.status === other.status && Buffer.from(one.body).equals(Buffer.from(other.body))) same += 1;
  }
  return { all: requests.length, same };
}
