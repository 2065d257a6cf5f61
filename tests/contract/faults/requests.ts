import { identityHeaders, withoutQuery, withQuery } from './asked.ts';
import { always, reading, when, type Fault } from './fault.ts';
import { isObject, member } from '../../../src/spec/json.ts';
