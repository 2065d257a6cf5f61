import type { Operation } from '../../../description/model/operation.ts';
import type { SecurityAlternative } from '../../../description/model/security.ts';
import { weakest } from '../../../description/model/source.ts';
import type { Case, CredentialPlan, Expectation } from '../../case/case.ts';
import { alternativeOf, fullCredentials, isHeld } from '../requests/credential-plan.ts';
import { accepted } from '../requests/expectations.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { toRequestPlan, type Template } from '../requests/template.ts';
import { hasInventedPathItem, validTemplate } from '../requests/valid-template.ts';
import { ownItemsFor, type OwnItems } from '../setup/own-items.ts';
import { subjectCase } from './single-request-case.ts';

/**
 * Requests with credentials missing, wrong or empty: all of them, and each of those that are required together. Of
 * several alternatives, each for which there are credentials is good enough, and is asked for as well.
 */
export const makeCredentials: Maker = (planning, operation) => {
  const own = ownItemsFor(planning, operation);
  const template = validTemplate(planning, operation, false, own.bound);
  const first = alternativeOf(planning, operation);
  if (template === undefined || first === undefined) return [];
  const others = operation.security.filter((one, index) => {
    const isKnown = [first, ...operation.security.slice(0, index)].some((other) => isSameSet(one, other));
    return !isKnown && isHeld(planning, one);
  });
  const refusals = [first, ...others].flatMap((one) => refusalsOf(planning, own, template, one));
  const missing = carriedSchemes(first).length === 0 ? [] : [missingCase(planning, own, template)];
  return [...missing, ...refusals, ...others.flatMap((one) => alternativeCase(planning, operation, one))];
};

/** Each of the alternative's credentials left out beside the others, wrong, and empty. */
function refusalsOf(
  planning: Planning,
  own: OwnItems,
  template: Template,
  alternative: SecurityAlternative,
): readonly Case[] {
  const carried = carriedSchemes(alternative);
  const full = credentialsOf(alternative);
  const make = (maker: string, name: string, credentials: CredentialPlan) =>
    credentialCase(planning, own, template, { maker, place: name, credentials });
  // without it, the others may be enough for another alternative
  const needed = carried.filter((name) => {
    const left = namesOf(alternative).filter((one) => one !== name);
    return template.operation.security.every((other) => namesOf(other).some((one) => !left.includes(one)));
  });
  return [
    ...(carried.length > 1 ? needed : []).map((name) =>
      make('credentials-missing', name, {
        ...full,
        schemes: full.schemes.filter((scheme) => scheme !== name),
      }),
    ),
    ...needed.map((name) => make('credentials-wrong', name, { ...full, wrong: [name] })),
    ...needed.map((name) => make('credentials-empty', name, { ...full, empty: [name] })),
  ];
}

function missingCase(planning: Planning, own: OwnItems, template: Template): Case {
  const credentials = { identity: 'default', schemes: [], wrong: [] };
  return credentialCase(planning, own, template, { maker: 'credentials-missing', place: 'all', credentials });
}

function credentialsOf(alternative: SecurityAlternative): CredentialPlan {
  return { identity: 'default', schemes: namesOf(alternative), wrong: [] };
}

function namesOf({ schemes }: SecurityAlternative): readonly string[] {
  return schemes.map(({ scheme }) => scheme.name);
}

function isSameSet(left: SecurityAlternative, right: SecurityAlternative): boolean {
  const [ones, others] = [namesOf(left), namesOf(right)];
  return ones.length === others.length && ones.every((name) => others.includes(name));
}

/** The schemes whose credential is part of the message. */
function carriedSchemes({ schemes }: SecurityAlternative): readonly string[] {
  return schemes.filter(({ scheme }) => scheme.carrier.kind !== 'none').map(({ scheme }) => scheme.name);
}

const WORDS: Readonly<Record<string, string>> = {
  'credentials-missing': 'left out',
  'credentials-wrong': 'wrong',
  'credentials-empty': 'empty',
};

function credentialCase(
  planning: Planning,
  own: OwnItems,
  template: Template,
  { maker, place, credentials }: { maker: string; place: string; credentials: CredentialPlan },
): Case {
  const { operation } = template;
  const request = toRequestPlan(template, credentials);
  if (request === undefined) throw new Error(`${operation.id}: a valid template has a request`);
  const what = place === 'all' ? 'all credentials' : `the credential ${place}`;
  return subjectCase(planning, operation, {
    maker,
    place,
    title: `${what} ${WORDS[maker]}`,
    phase: 'negatives',
    provenance: operation.source.provenance,
    own,
    request,
    expect: maker === 'credentials-empty' ? UNREADABLE : UNAUTHENTICATED,
    rule: securityPointer(planning, operation),
  });
}

/** The operation's own `security`, or the description's. */
function securityPointer({ description }: Planning, { definition, pointer }: Operation): string {
  if (Object.hasOwn(definition, 'security')) return `${pointer}/security`;
  return Object.hasOwn(description.document, 'security') ? '/security' : pointer;
}

const UNAUTHENTICATED: Expectation = {
  outcome: 'unauthenticated',
  statuses: ['401', '403'],
  confidence: 'definite',
};

/** What cannot be read may be called just that (RFC 6750, section 3.1). */
const UNREADABLE: Expectation = { ...UNAUTHENTICATED, statuses: ['401', '403', '400'] };

/** A valid request with the credentials of another alternative. */
function alternativeCase(
  planning: Planning,
  operation: Operation,
  alternative: SecurityAlternative,
): readonly Case[] {
  const own = ownItemsFor(planning, operation);
  const template = validTemplate(planning, operation, false, own.bound);
  const credentials = credentialsOf(alternative);
  const request = template && toRequestPlan(template, credentials);
  if (template === undefined || request === undefined || hasInventedPathItem(planning, template)) return [];
  const names = credentials.schemes.join('+');
  return [
    subjectCase(planning, operation, {
      maker: 'credentials',
      place: names,
      title: `with ${names} alone`,
      phase: 'boundaries',
      provenance: weakest(operation.source.provenance, alternative.provenance),
      own,
      request,
      expect: accepted(operation),
      rule: securityPointer(planning, operation),
    }),
  ];
}

/** A valid request of an identity that lacks the operation's permission. */
export function makePermissions(lacking: (operation: Operation) => readonly string[]): Maker {
  return (planning, operation) => {
    const own = ownItemsFor(planning, operation);
    const template = validTemplate(planning, operation, false, own.bound);
    return lacking(operation).flatMap((identity) => {
      const credentials = { ...fullCredentials(planning, operation), identity };
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
          rule: securityPointer(planning, operation),
        }),
      ];
    });
  };
}
