import { isObject } from '../../base/json.ts';

/** Names of members that say nothing of a person, though they end like others that do. */
const PERSON_NAME =
  /^(?:(?:first|last|given|family|middle|maiden|full|nick|sur|legal|preferred|display|real|user|contact|customer|owner|author|holder|cardholder|recipient|sender)[_-]?name|surname|nickname|initials)$/i;

const PHONE_NAME = /^(?:.*[_-])?(?:tele)?(?:phone|mobile|cell|fax|msisdn)(?:[_-]?(?:no|number))?$/i;

const EMAIL_NAME = /(?:^|[_-])e[_-]?mail(?:[_-]?address)?$|Email$/;

/** Members that stand beside the name of a person. */
const OF_PERSONS =
  /^(?:e[_-]?mail|.*(?:phone|mobile)|(?:first|last|given|family|user)[_-]?name|login|birth.*|avatar.*)$/i;

/** True for a member whose text or number tells who a person is, or how to reach one. */
export function isPersonal(name: string, beside: object): boolean {
  const snake = name.replace(/([a-z])([A-Z])/g, '$1_$2');
  if ([name, snake].some((one) => PERSON_NAME.test(one) || PHONE_NAME.test(one) || EMAIL_NAME.test(one)))
    return true;
  if (name !== 'name' || !isObject(beside)) return false;
  return Object.keys(beside).some((other) => OF_PERSONS.test(other));
}

/** Finds in any text what has the form of an address of e-mail, of a telephone in international form, or of a token. */
export const PERSONAL_FORMS: readonly RegExp[] = [
  /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}/g,
  /(?<![\w+])\+[1-9]\d{0,2}[ ./()-]{0,2}(?:\d[ ./()-]{0,2}){6,13}\d(?!\w)/g,
  /(?<![\w.-])eyJ[\w-]{8,2000}\.[\w-]{8,8000}\.[\w-]{0,2000}/g,
  /(?<![\w-])(?:gh[pousr]_|github_pat_|sk_live_|sk_test_|rk_live_|pk_live_|xox[abprs]-|glpat-|npm_|pypi-|SG\.|hf_|AKIA|ASIA|AIza|ya29\.)[\w.-]{12,300}/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{1,10000}-----END [A-Z ]{0,30}PRIVATE KEY-----/g,
];
