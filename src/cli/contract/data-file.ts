import { readFileSync } from 'node:fs';
import { leavesOf } from '../../base/json-tree.ts';
import type { TargetData } from '../../contract/plan/requests/target-data.ts';
import { parseValue } from '../../description/load/text/parse-document.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import type { Parameter } from '../../description/model/parameter.ts';
import { isJsonContent } from '../../http/media-type.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { explainFileError } from '../options/file-error.ts';
import { settingsFaults } from '../options/settings-faults.ts';
import { UsageError } from '../options/usage-error.ts';

/** Reads the data of a target from JSON or YAML. @throws UsageError that lists all faults */
export function loadData(file: string): TargetData {
  const content = contentOf(file);
  const faults = settingsFaults(content, 'data');
  if (faults.length > 0) throw new UsageError(faults.map((fault) => `--data ${file}: ${fault}`).join('\n'));
  return content as TargetData;
}

function contentOf(file: string): unknown {
  try {
    return parseValue(readFileSync(file, 'utf8'), file);
  } catch (error) {
    // what cannot be parsed is told with its file and line
    const reason = explainFileError(error);
    throw new UsageError(reason.startsWith(file) ? `--data ${reason}` : `--data ${file}: ${reason}`, {
      cause: error,
    });
  }
}

/**
 * Returns a line for each name that no description has, and for each value that the descriptions do not allow.
 * `isForMore`: the data may also be about other descriptions, so that unknown names are no faults.
 */
export function dataFaults(
  data: TargetData,
  descriptions: readonly Description[],
  isForMore = false,
): readonly string[] {
  const faults = [
    ...parameterFaults(data.parameters ?? {}, '/parameters', placesIn(descriptions)),
    ...Object.entries(data.operations ?? {}).flatMap(([name, { parameters = {}, body, unique = [] }]) => {
      const places = placesIn(descriptions, name);
      const isKnown = descriptions.some(({ operations }) => operations.some((one) => isCalled(one, name)));
      if (isKnown) {
        const wrong =
          body === undefined ? [] : bodyFaults(body, `/operations/${name}/body`, descriptions, name);
        return [
          ...parameterFaults(parameters, `/operations/${name}/parameters`, places),
          ...wrong,
          ...uniqueFaults(unique, body, `/operations/${name}/unique`),
        ];
      }
      const names = descriptions.flatMap(({ operations }) => operations.map(({ id }) => id));
      return [unknown(`/operations/${name}`, 'operation', didYouMean(name, names))];
    }),
  ];
  return faults.filter(({ kind }) => kind !== 'unknown' || !isForMore).map(({ text }) => text);
}

interface DataFault {
  readonly kind: 'unknown' | 'unfit';
  readonly text: string;
}

function unknown(pointer: string, what: string, hint: string): DataFault {
  return { kind: 'unknown', text: `${pointer}: there is no such ${what}${hint}` };
}

function unfit(text: string): DataFault {
  return { kind: 'unfit', text };
}

interface Place {
  readonly description: Description;
  readonly parameter: Parameter;
}

/** Returns the parameters of the named operation, or of all operations. */
function placesIn(descriptions: readonly Description[], name?: string): readonly Place[] {
  return descriptions.flatMap((description) =>
    description.operations
      .filter((operation) => name === undefined || isCalled(operation, name))
      .flatMap(({ parameters }) => parameters.map((parameter) => ({ description, parameter }))),
  );
}

function isCalled({ id, method, path }: Operation, name: string): boolean {
  return id === name || `${method} ${path}` === name;
}

/** Returns the faults of values; a value only has to fit one of the parameters of its name. */
function parameterFaults(
  values: Readonly<Record<string, unknown>>,
  pointer: string,
  places: readonly Place[],
): readonly DataFault[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const named = places.filter(({ parameter }) => parameter.name === name);
    if (named.length === 0) {
      const names = [...new Set(places.map(({ parameter }) => parameter.name))];
      return [unknown(`${pointer}/${name}`, 'parameter', didYouMean(name, names))];
    }
    const reasons = named.map((place) => reasonAgainst(place, value));
    const [reason] = reasons;
    return reason === undefined || reasons.includes(undefined)
      ? []
      : [unfit(`${pointer}/${name}: ${reason}`)];
  });
}

/** Returns the fault of a body that does not fit the operation's JSON content, or without any, its first content. */
function bodyFaults(
  body: unknown,
  pointer: string,
  descriptions: readonly Description[],
  name: string,
): readonly DataFault[] {
  return descriptions.flatMap(({ operations, validators }) =>
    operations
      .filter((operation) => isCalled(operation, name))
      .flatMap(({ requestBody }) => {
        const content = requestBody?.content ?? [];
        const schema = (content.find(isJsonContent) ?? content[0])?.schema;
        if (requestBody === undefined) return [unfit(`${pointer}: the operation takes no body`)];
        const [error] = schema === undefined ? [] : validators.of(schema, 'request')(body);
        if (error === undefined) return [];
        const place = `${pointer}${error.instancePath}`;
        return [unfit(`${place}: ${error.message} (#${error.descriptionPointer})`)];
      }),
  );
}

/** Returns the faults of names of members that the body does not have. */
function uniqueFaults(unique: readonly string[], body: unknown, pointer: string): readonly DataFault[] {
  const names = new Set(leavesOf(body).map(({ path }) => path.findLast((part) => typeof part === 'string')));
  return unique.flatMap((name, index) =>
    names.has(name) ? [] : [unfit(`${pointer}/${index}: the body has no member ${JSON.stringify(name)}`)],
  );
}

function reasonAgainst({ description, parameter }: Place, value: unknown): string | undefined {
  const [error] = description.validators.of(parameter.schema, 'request')(value);
  return error && `${JSON.stringify(value)} ${error.message} (#${error.descriptionPointer})`;
}
