import type { Operation } from '../../spec/operation.ts';
import type { Case, CredentialPlan, Expectation } from '../case.ts';
import { NO_DATA, ownDataFor, type OwnData } from '../own-data.ts';
import { fullCredentials, validTemplate, weakest, type Maker, type Planning } from '../planning.ts';
import { subjectCase } from '../subject-case.ts';
import { toRequestPlan, type Template } from '../template.ts';

/** Requests with credentials missing or wrong: all of them, and each of those that are required together. */
export const makeCredentials: Maker = (planning, operation) => {
  const own = operation.method === 'GET' ? NO_DATA : ownDataFor(planning, operation);
  const template = validTemplate(planning, operation, false, own.bound);
  const carried = carriedSchemes(operation);
  if (template === undefined || carried.length === 0) return [];
  const full = fullCredentials(operation);
  const one = carried.length > 1 ? carried : [];
  return [
    credentialCase(planning, own, template, 'credentials-missing', 'all', { ...full, schemes: [] }),
    ...one.map((name) =>
      credentialCase(planning, own, template, 'credentials-missing', name, {
        ...full,
        schemes: full.schemes.filter((scheme) => scheme !== name),
      }),
    ),
    ...carried.map((name) =>
      credentialCase(planning, own, template, 'credentials-wrong', name, { ...full, wrong: [name] }),
    ),
  ];
};

/** The schemes of the first alternative whose credential is part of the message. */
function carriedSchemes({ security }: Operation): readonly string[] {
  const schemes = security[0]?.schemes ?? [];
  return schemes.filter(({ scheme }) => scheme.carrier.kind !== 'none').map(({ scheme }) => scheme.name);
}

function credentialCase(
  planning: Planning,
  own: OwnData,
  template: Template,
  maker: string,
  place: string,
  credentials: CredentialPlan,
): Case {
  const { operation } = template;
  const request = toRequestPlan(template, credentials);
  if (request === undefined) throw new Error(`${operation.id}: a valid template has a request`);
  const what = place === 'all' ? 'all credentials' : `the credential ${place}`;
  return subjectCase(planning, operation, {
    maker,
    place,
    title: `${what} ${maker === 'credentials-wrong' ? 'wrong' : 'left out'}`,
    phase: 'negatives',
    provenance: operation.source.provenance,
    own,
    request,
    expect: UNAUTHENTICATED,
  });
}

const UNAUTHENTICATED: Expectation = {
  outcome: 'unauthenticated',
  statuses: ['401', '403'],
  confidence: 'definite',
};

/** A valid request of an identity that lacks the operation's permission. */
export function makePermissions(lacking: (operation: Operation) => readonly string[]): Maker {
  return (planning, operation) => {
    const own = ownDataFor(planning, operation);
    const template = validTemplate(planning, operation, false, own.bound);
    return lacking(operation).flatMap((identity) => {
      const credentials = { ...fullCredentials(operation), identity };
      const request = template && toRequestPlan(template, credentials);
      if (request === undefined) return [];
      const security = operation.security[0]?.provenance ?? 'documented';
      return [
        subjectCase(planning, operation, {
          maker: 'permission',
          place: identity,
          title: `as ${identity}, who lacks the permission`,
          phase: 'negatives',
          provenance: weakest(operation.source.provenance, security),
          own,
          request,
          expect: { outcome: 'forbidden', statuses: ['403'], confidence: 'likely' },
        }),
      ];
    });
  };
}
