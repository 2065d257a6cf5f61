import { derivedFaults, type Hidden } from '../derive/derived-faults.ts';
import type { Fault } from '../fault.ts';
import { handleOf } from '../tamper/tampering.ts';
import { CONDITION_FAULTS } from './kinds/conditions.ts';
import { CURSOR_FAULTS } from './kinds/cursors.ts';
import { HEADER_FAULTS } from './kinds/header.ts';
import { LINK_FAULTS } from './kinds/links.ts';
import { LIST_FAULTS } from './kinds/lists.ts';
import { MEDIA_TYPE_FAULTS } from './kinds/media-type.ts';
import { METHOD_FAULTS } from './kinds/method.ts';
import { REFERENCE_FAULTS } from './kinds/references.ts';
import { SCHEMA_FAULTS } from './kinds/schema.ts';
import { SECURITY_FAULTS } from './kinds/security.ts';
import { STATE_FAULTS } from './kinds/state.ts';
import { STATUS_FAULTS } from './kinds/status.ts';
import { TIME_FAULTS } from './kinds/time.ts';
import { TOGETHER_FAULTS } from './kinds/together.ts';
import { VALIDATION_FAULTS } from './kinds/validation.ts';
import { Depot } from './server/depot.ts';
import { readDocument } from './tamper-depot.ts';

const NOBODYS = 'an identifier that is none is refused as nobody’s: 404 is as right as 400';

/** Changes that no request can reveal, with the reason. */
const HIDDEN: Hidden = [
  [
    /^(type without null|nullable dropped)$/,
    /schemas/,
    'A refused null is advice alone: many servers refuse what is as good as left out.',
  ],
  [/^(format|minimum) dropped$/, /\{(toolId|noteId)\}(?!.*\/(get|post)\/).*parameters\/\d\/schema$/, NOBODYS],
  [/^type dropped$/, /\{entryId\}\/parameters/, NOBODYS],
  [
    /^minimum tightened$/,
    /\{(noteId|memberId)\}\/parameters/,
    'it shows in the very first item only, which other cases have made and removed',
  ],
  [
    /^minItems dropped$/,
    /get\/parameters|x-www-form/,
    'an empty list cannot be written in a query or a form',
  ],
];

export const ALL_FAULTS: readonly Fault[] = [
  ...SCHEMA_FAULTS,
  ...STATUS_FAULTS,
  ...MEDIA_TYPE_FAULTS,
  ...HEADER_FAULTS,
  ...SECURITY_FAULTS,
  ...VALIDATION_FAULTS,
  ...METHOD_FAULTS,
  ...STATE_FAULTS,
  ...REFERENCE_FAULTS,
  ...LINK_FAULTS,
  ...CURSOR_FAULTS,
  ...LIST_FAULTS,
  ...CONDITION_FAULTS,
  ...TIME_FAULTS,
  ...TOGETHER_FAULTS,
  ...derivedFaults({ readDocument, build: (document) => handleOf(new Depot(document)), hidden: HIDDEN }),
];
