import { rmSync } from 'node:fs';
import { encodeYaml } from '../../codec/formats/yaml-codec.ts';
import { overlayOf } from '../../contract/parity/judge/overlay-of.ts';
import { counted } from '../../contract/report/text/counted.ts';
import { writeReportFile } from '../contract/reports/report-files.ts';
import type { ComparedApi } from './compare-apis.ts';

/**
 * Writes the corrections of description and mock as an OpenAPI Overlay, and returns a line that says so. Without any, there
 * is no file: an overlay without actions is none.
 */
export function writeOverlay(file: string, compared: readonly ComparedApi[]): string {
  const [one] = compared;
  const corrected = one?.parity.differences.filter(({ edits }) => edits.length > 0) ?? [];
  if (one === undefined || corrected.length === 0) {
    rmSync(file, { force: true });
    return `no correction that an overlay can make: ${file} is not written\n`;
  }
  const { document, title } = one.parity.run.plan.description;
  const edits = corrected.flatMap((difference) => difference.edits);
  const overlay = overlayOf(document, edits, `What differs between ${title} and ${one.report.target}`);
  const isJson = file.endsWith('.json');
  writeReportFile(file, isJson ? `${JSON.stringify(overlay, undefined, 2)}\n` : encodeYaml(overlay));
  return `${counted(corrected.length, 'correction')} written to ${file}: --overlay ${file} applies ${corrected.length === 1 ? 'it' : 'them'}\n`;
}
