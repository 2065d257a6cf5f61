import pc from 'picocolors';
import { counted } from '../../contract/report/text/counted.ts';
import { writtenFilePlace } from '../../description/load/find-in-files.ts';
import type { InspectedInference, InspectedOperation, InspectedParameter, Inspection } from './inspection.ts';

/** Renders an inspection for a terminal. */
export function inspectionText(inspection: Inspection): string {
  const { title, version, openapi, location, servers, webhooks, disabled, faults } = inspection;
  const kind = openapi.startsWith('2') ? 'Swagger' : 'OpenAPI';
  const sections: readonly (readonly string[])[] = [
    [
      `${pc.bold(title)} ${version} (${kind} ${openapi}, ${location})`,
      ...labelled('servers', servers),
      ...labelled(
        'security',
        inspection.securitySchemes.map(({ name, carrier }) => `${name}: ${carrier}`),
      ),
      ...labelled(
        'webhooks',
        webhooks.length === 0 ? [] : [`${webhooks.join(', ')} (sent by mock --callbacks)`],
      ),
    ],
    ...inspection.operations.map(operationLines),
    section(
      pc.red(`Not served: ${disabled.length}`),
      disabled.map(
        (operation) =>
          `${operation.method} ${operation.path}  ${writtenFilePlace(operation)}: ${operation.reason}`,
      ),
    ),
    section(
      pc.yellow(`Faults: ${faults.length}`),
      faults.map((fault) => `${writtenFilePlace(fault)}: ${fault.message}`),
    ),
    [summary(inspection)],
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  return texts.join('\n');
}

function summary({ operations, disabled, faults }: Inspection): string {
  const isClean = disabled.length === 0 && faults.length === 0;
  const served = `${counted(operations.length, 'operation')} can be served`;
  return isClean
    ? `${served}, no faults`
    : `${served}, ${disabled.length} cannot; ${counted(faults.length, 'fault')}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function operationLines(operation: InspectedOperation): readonly string[] {
  const { id, method, path, parameters, requestBody, responses, security, behaviour, inferred } = operation;
  const isUndocumented = operation.missingItem === 'undocumented';
  const name = id === `${method} ${path}` ? '' : `  ${id}`;
  return [
    `${pc.green(method)} ${pc.bold(path)}${name}  ${pc.dim(writtenFilePlace(operation))}`,
    ...labelled('parameters', columns(parameters.map(parameterCells))),
    ...labelled('body', requestBody === undefined ? [] : [bodyText(requestBody)]),
    ...labelled(
      'responses',
      responses.map(({ status, mediaTypes }) => `${status.padEnd(7)} ${listed(mediaTypes, 'no body')}`),
    ),
    ...labelled(
      'security',
      security.map((schemes) => schemes.join(' and ')),
    ),
    ...labelled('behaviour', behaviour === undefined ? [] : [behaviour]),
    ...labelled('inferred', inferred === undefined ? [] : [inferenceText(inferred)]),
    ...labelled('not found', isUndocumented ? ['404 for an unknown item, which is not documented'] : []),
  ];
}

function inferenceText({ role, collection, reason }: InspectedInference): string {
  return `${role} of ${collection}: ${reason}`;
}

function bodyText({ required, mediaTypes }: NonNullable<InspectedOperation['requestBody']>): string {
  return `${required ? 'required' : 'optional'}  ${listed(mediaTypes, 'of any media type')}`;
}

function parameterCells({ name, in: location, required, style, types }: InspectedParameter) {
  return [location, name, required ? 'required' : 'optional', listed(types, 'anything'), style];
}

function listed(texts: readonly string[], textOfNone: string): string {
  return texts.length === 0 ? textOfNone : texts.join(', ');
}

/** Pads the cells of rows, so that they form columns. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const LABEL_WIDTH = 12;

/** Puts a label before the first line, and the same space before the others. */
function labelled(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `  ${pc.dim((index === 0 ? label : '').padEnd(LABEL_WIDTH))}${line}`);
}
