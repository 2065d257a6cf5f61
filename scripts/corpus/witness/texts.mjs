// Draws texts, and the assertions around them: lengths, patterns and formats that the drawn text fits.

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const RUNS = [
  {
    of: LOWER,
    classes: ['[a-z]', String.raw`\w`, '[^A-Z]', '[a-zA-Z0-9_]', '.'],
    property: String.raw`\p{Ll}`,
  },
  {
    of: LOWER.toUpperCase(),
    classes: ['[A-Z]', String.raw`\w`, '[A-Za-z]', String.raw`[^\d]`],
    property: String.raw`\p{Lu}`,
  },
  {
    of: '0123456789',
    classes: [String.raw`\d`, '[0-9]', '[0-9a-fA-F]', String.raw`\S`],
    property: String.raw`\p{N}`,
  },
];
const FOREIGN = [
  { of: 'äöüßéèç', classes: [String.raw`\p{L}`], property: String.raw`\p{Ll}` },
  { of: 'ЖДПЛ', classes: [String.raw`\p{L}`], property: String.raw`\p{Script=Cyrillic}` },
  { of: '中文字典', classes: [String.raw`\p{L}`], property: String.raw`\p{Script=Han}` },
];
const SEPARATORS = ['-', '.', '/', '_', ' ', ':', '@', '+', '#', ''];

/** Returns a text and its assertions. `features`: which of the kinds of assertions it has to have. */
export function drawText(dice, features) {
  const has = (name) => features.includes(name);
  const isFormatted = has('format');
  const { parts, text } = isFormatted ? formatted(dice) : composed(dice, features);
  const schema = { type: 'string' };
  if (isFormatted) schema.format = parts.format;
  if (has('pattern') || has('property') || has('lookahead') || has('backreference'))
    schema.pattern = patternAround(dice, isFormatted ? runsOf(text) : parts, { text, features });
  if (has('length')) Object.assign(schema, lengthsAround(dice, Array.from(text).length));
  if (has('pattern') && dice.chance(0.15)) {
    const second = patternAround(dice, runsOf(text), { text, features: ['pattern'] });
    return { value: text, schema: { allOf: [{ pattern: second }, schema] } };
  }
  return { value: text, schema };
}

export function lengthsAround(dice, length) {
  const least = dice.chance(0.4) ? length : dice.between(Math.max(0, length - 4), length);
  const most = dice.chance(0.4) ? length : length + dice.below(dice.pick([3, 20, 500]));
  return dice.pick([{ minLength: least, maxLength: most }, { minLength: least }, { maxLength: most }]);
}

function composed(dice, features) {
  const families = features.includes('property') ? [...RUNS, ...FOREIGN] : RUNS;
  const parts = Array.from({ length: dice.between(1, 4) }, () => {
    const family = dice.pick(families);
    const length = dice.chance(0.05) ? dice.between(20, 400) : dice.between(1, 9);
    const text = Array.from({ length }, () => dice.pick(Array.from(family.of))).join('');
    return { family, text, separator: dice.pick(SEPARATORS) };
  });
  if (features.includes('backreference')) parts.push({ ...parts[0], isRepeated: true });
  return { parts, text: parts.map(({ text, separator }) => text + separator).join('') };
}

/** Splits a text into runs of letters and digits, each with what separates it from the next one. */
function runsOf(text) {
  return (text.match(/(?:[a-z]+|[A-Z]+|\d+|[^\p{ASCII}]+|)[^a-zA-Z\d]?/gu) ?? []).map((piece) => {
    const run = /^(?:[a-z]+|[A-Z]+|\d+|[^\p{ASCII}]+|)/u.exec(piece)[0];
    const family = RUNS.find(({ of }) => run !== '' && of.includes(run[0]));
    return { family, text: run, separator: piece.slice(run.length) };
  });
}

function patternAround(dice, parts, { text, features }) {
  const has = (name) => features.includes(name);
  let groups = 0;
  const pieces = parts.map((part, index) => {
    const written = part.isRepeated
      ? String.raw`\1`
      : pieceAround(dice, part, has('property') && (index === 0 || dice.chance(0.5)));
    const isReferred = has('backreference') && index === 0 && !part.isRepeated;
    const piece = isReferred ? `(${written})` : written;
    if (isReferred) groups += 1;
    return piece + escaped(part.separator);
  });
  const body = pieces.join('');
  const ahead = has('lookahead') ? lookaheads(dice, text) : '';
  const wrapped = groups === 0 && dice.chance(0.1) ? `(?:${escaped('zz9')}|${body})` : body;
  const isOpen = groups === 0 && ahead === '' && dice.chance(0.15);
  return isOpen ? dice.pick([`^${wrapped}`, `${wrapped}$`, wrapped]) : `^${ahead}${wrapped}$`;
}

function pieceAround(dice, { family, text }, takesProperty) {
  const length = Array.from(text).length;
  if (length === 0 || family === undefined) return escaped(text);
  if (takesProperty) return family.property + counted(dice, length);
  if (dice.chance(0.2)) return escaped(text);
  if (dice.chance(0.1)) return `(?:${escaped(text)}|${escaped('other')})`;
  if (dice.chance(0.1) && length % 2 === 0)
    return `(?:${dice.pick(family.classes)}{2})${counted(dice, length / 2)}`;
  return dice.pick(family.classes) + counted(dice, length);
}

function counted(dice, length) {
  const most = length + dice.below(6);
  const least = dice.between(0, length);
  return dice.pick([
    `{${length}}`,
    `{${least},${most}}`,
    `{${least},}`,
    '+',
    '*',
    `{1,${Math.max(64, most)}}`,
  ]);
}

function lookaheads(dice, text) {
  const present = [
    [/[a-z]/, '(?=.*[a-z])'],
    [/[A-Z]/, '(?=.*[A-Z])'],
    [/\d/, String.raw`(?=.*\d)`],
  ].filter(([test]) => test.test(text));
  const absent = [
    [/--/, '(?!.*--)'],
    [/ /, '(?!.* )'],
    [/^-/, '(?!-)'],
    [/^\d+$/, String.raw`(?!\d+$)`],
    [/admin/, '(?!.*admin)'],
  ].filter(([test]) => !test.test(text));
  const length = Array.from(text).length;
  const chosen = dice.shuffled([...present, ...absent]).slice(0, dice.between(1, 3));
  const size = dice.chance(0.3) ? `(?=.{${dice.between(0, length)},${length + dice.below(9)}}$)` : '';
  return chosen.map(([, written]) => written).join('') + size;
}

function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** Returns a text in one of the formats. */
function formatted(dice) {
  const two = (limit, first = 0) => String(first + dice.below(limit)).padStart(2, '0');
  const hex = (length) => Array.from({ length }, () => dice.pick(Array.from('0123456789abcdef'))).join('');
  const word = () => Array.from({ length: dice.between(2, 9) }, () => dice.pick(Array.from(LOWER))).join('');
  const date = () => `${dice.between(1970, 2090)}-${two(12, 1)}-${two(28, 1)}`;
  const offset = () => dice.pick(['Z', '+00:00', `-${two(12)}:30`, `+${two(12)}:00`]);
  const time = () => `${two(24)}:${two(60)}:${two(60)}${dice.pick(['', '.5', '.123', '.123456'])}${offset()}`;
  const [format, text] = dice.pick([
    ['date-time', `${date()}T${time()}`],
    ['date-time', `${date()}T${time()}`],
    ['date', date()],
    ['time', time()],
    ['uuid', [8, 4, 4, 4, 12].map(hex).join('-')],
    ['email', `${word()}.${word()}@${word()}.example.com`],
    ['ipv4', `${dice.below(256)}.${dice.below(256)}.${dice.below(256)}.${dice.below(256)}`],
    ['ipv6', `2001:db8::${hex(dice.between(1, 4))}:${hex(dice.between(1, 4))}`],
    ['hostname', `${word()}.${word()}.${dice.pick(['com', 'org', 'io'])}`],
    ['uri', `https://${word()}.example.com/${word()}/${dice.below(1000)}`],
    ['duration', `P${dice.between(1, 30)}DT${dice.between(1, 23)}H`],
  ]);
  return { parts: { format }, text };
}
