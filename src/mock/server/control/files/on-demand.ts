import { onDemand } from '../../../../base/on-demand.ts';
import type { ControlFiles } from './control-files.ts';

/** Is what can be read: files in Node, none in a page. */
export const controlFiles = onDemand<ControlFiles>(async () => (await import('./no-files.ts')).NO_FILES);
