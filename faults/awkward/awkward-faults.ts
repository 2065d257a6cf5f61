import { derivedFaults, type Hidden } from '../derive/derived-faults.ts';
import type { Fault } from '../fault.ts';
import { handleOf } from '../tamper/tampering.ts';
import { ANSWER_FAULTS } from './kinds/answers.ts';
import { COERCION_FAULTS } from './kinds/coercion.ts';
import { CREATE_FAULTS } from './kinds/creates.ts';
import { DELETE_FAULTS } from './kinds/deletes.ts';
import { LIST_FAULTS } from './kinds/lists.ts';
import { PARENT_FAULTS } from './kinds/parents.ts';
import { SECURITY_FAULTS } from './kinds/security.ts';
import { SILENCE_FAULTS } from './kinds/silences.ts';
import { SINGLETON_FAULTS } from './kinds/singletons.ts';
import { STREAM_FAULTS } from './kinds/streams.ts';
import { SWITCH_FAULTS } from './kinds/switches.ts';
import { TOGETHER_FAULTS } from './kinds/together.ts';
import { UNIQUE_FAULTS } from './kinds/unique.ts';
import { UPDATE_FAULTS } from './kinds/updates.ts';
import { VOLATILE_FAULTS } from './kinds/volatile.ts';
import { readDocument, startAwkward } from './tamper-awkward.ts';

const SECRET = 'to try it would overwrite a secret that cannot be put back';

/** Changes that no request can show, with the reason. */
const HIDDEN: Hidden = [
  [
    /^(type without null|nullable dropped)$/,
    /schemas/,
    'A refused null is advice alone: many servers refuse what is as good as left out.',
  ],
  [/^maxItems/, /NewGroup\/properties\/memberIds/, 'it takes several users to tell'],
  [/^type dropped$/, /\{bookId\}\/parameters/, 'an identifier that is none is refused as nobody’s, with 404'],
  [
    /^format dropped$/,
    /NewGroup\/properties\/memberIds/,
    'what is not an identifier is refused as nobody’s, with 422',
  ],
  [
    /^type dropped$/,
    /NewOrder\/properties\/productSku/,
    'what is not a text is refused as no product’s, with 422',
  ],
  [
    /^(type dropped|required without name)$/,
    /schemas\/NewZone$/,
    'what has no name does not end in a dot either: 422',
  ],
  [/^answers without/, /reports\/live/, 'a body that never ends is never whole'],
  [/dropped|required/, /schemas\/MailSettings/, SECRET],
];

export const AWKWARD_FAULTS: readonly Fault[] = [
  ...ANSWER_FAULTS,
  ...SECURITY_FAULTS,
  ...COERCION_FAULTS,
  ...UNIQUE_FAULTS,
  ...CREATE_FAULTS,
  ...UPDATE_FAULTS,
  ...DELETE_FAULTS,
  ...PARENT_FAULTS,
  ...LIST_FAULTS,
  ...VOLATILE_FAULTS,
  ...SINGLETON_FAULTS,
  ...SWITCH_FAULTS,
  ...STREAM_FAULTS,
  ...SILENCE_FAULTS,
  ...TOGETHER_FAULTS,
  ...derivedFaults({
    readDocument,
    build: (document, clock) => handleOf(startAwkward(document, clock)),
    hidden: HIDDEN,
  }),
];
