import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { untilLoaded } from '../../../src/base/on-demand.ts';
import { builtDescription, type BuiltDescription } from '../../../src/description/built/built-description.ts';
import { builtLookup } from '../../../src/description/built/built-validators.ts';
import { buildDescription } from '../../../src/description/build/build-description.ts';
import { schemasOf } from '../../../src/description/lint/lint-examples.ts';
import type { Description } from '../../../src/description/model/description.ts';
import type { Formats } from '../../../src/description/schemas/keywords/custom-formats.ts';
import { SchemaValidators } from '../../../src/description/schemas/schema-validators.ts';
import { generateValue } from '../../../src/generate/generate-value.ts';
import { folderWith } from '../../temporary-folder.ts';

/** Builds a description into a temporary folder, and imports it. */
export async function imported(description: Description): Promise<BuiltDescription> {
  const files = Object.fromEntries(buildDescription(description, description.operations));
  const folder = folderWith({ 'package.json': { type: 'module' }, ...files });
  const module = (await import(pathToFileURL(join(folder, 'index.js')).href)) as {
    readonly default: BuiltDescription;
  };
  return module.default;
}

/** Values that are wrong in one place each. */
function* spoilt(value: unknown): Generator {
  yield* [null, 'a text', 5.5, true, [], {}];
  if (Array.isArray(value)) {
    yield [...value, ...value];
    for (const [index, item] of value.slice(0, 2).entries())
      for (const other of spoilt(item)) yield value.with(index, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, another: 1 };
    for (const [name, member] of Object.entries(value)) {
      const { [name]: _, ...rest } = value as Record<string, unknown>;
      yield rest;
      for (const other of spoilt(member)) yield { ...value, [name]: other };
    }
  }
}

/** Returns the schemas whose errors differ between a description in process and the same one as it was built. */
export async function differences(
  description: Description,
  most: number,
  formats: Formats = {},
): Promise<readonly unknown[]> {
  const source = await imported(description);
  const { document } = builtDescription(source);
  const lookup = builtLookup(source.modules);
  const found: unknown[] = [];
  const validators = new SchemaValidators(document, (key, parts) => {
    const validate = lookup(key, parts);
    if (validate === undefined) found.push({ missing: key });
    return validate;
  });
  validators.addFormats(formats);
  for (const [schema, direction] of description.operations.flatMap(schemasOf)) {
    let own;
    try {
      own = description.validators.of(schema, direction);
    } catch {
      continue;
    }
    const outcome = generateValue(description, schema, { seed: 1, names: [schema.pointer], direction });
    const value = outcome.kind === 'value' ? outcome.value : outcome.nearest;
    let left = most;
    for (const one of [value, ...spoilt(value)]) {
      if ((left -= 1) < 0) break;
      const expected = own(one);
      const errors = await untilLoaded(() => validators.of(schema, direction)(one));
      if (JSON.stringify(errors) !== JSON.stringify(expected))
        found.push({ pointer: schema.pointer, direction, one, expected, errors });
    }
  }
  return found;
}
