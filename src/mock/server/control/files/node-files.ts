import { readFileSync } from 'node:fs';
import { weaklyMemoised } from '../../../../base/memoise.ts';
import { readYaml } from '../../../../base/text/read-yaml.ts';
import { CORE_TYPES } from '../../../../base/text/yaml-schema.ts';
import { placeFinderOf } from '../../../../description/load/find-in-files.ts';
import { linesInFiles } from '../../../../description/load/lines-in-files.ts';
import type { Description } from '../../../../description/model/description.ts';
import type { DescriptionLines } from '../../../control/inspect/shown/description-lines.ts';
import { packageRoot } from '../../package/package-root.ts';
import { packageVersion } from '../../package/package-version.ts';
import type { ControlFiles } from './control-files.ts';

const DOCUMENT = new URL('openapi/control.yaml', packageRoot());

/** Reads the files on disk. */
export const NODE_FILES: ControlFiles = {
  version: packageVersion,
  controlDescription: () => readYaml(readFileSync(DOCUMENT, 'utf8'), { types: CORE_TYPES })[0],
  linesOf: weaklyMemoised((description: Description) => {
    const [placeOf, around] = [placeFinderOf(description), linesInFiles(description)];
    return (pointer: string): DescriptionLines | null => {
      const lines = around(pointer);
      return lines === undefined ? null : { ...lines, file: placeOf(pointer).file ?? '' };
    };
  }),
};
