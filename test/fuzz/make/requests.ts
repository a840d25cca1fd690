import { rawBytes, changedBytes, tokensOf } from './bytes.ts';
import { changedFields, writtenJson } from './json.ts';
import { anyName } from './names.ts';
import type { Random } from './random.ts';
import { anyText } from './text.ts';

export const REQUEST_TOKENS = tokensOf([
  '{"op":"get","name":"',
  '"op"',
  '"id":',
  '"from":',
  '"__proto__":',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\u0000',
  '\\ud800',
  '\n',
  '1e999',
  'null',
  '\u00ff\u00fe',
  '\u00ef\u00bb\u00bf',
  '\u00ed\u00a0\u0080',
  'GET / HTTP/1.1\r\n\r\n',
]);

/** The fields of a request that the server understands. `anyName` may give a name that it refuses. */
export function requestFields(random: Random, name: () => string): Record<string, unknown> {
  const id = random.once(2)
    ? {}
    : { id: random.pick([() => anyText(random), () => random.bits(), () => -0.5])() };
  switch (random.below(6)) {
    case 0:
      return { op: random.pick(['hello', 'list', 'stats']), ...id };
    case 1:
      return {
        op: 'files',
        ...id,
        ...(random.once(2) ? { prefix: name() } : {}),
        ...(random.once(2) ? { recursive: random.once(2) } : {}),
        ...(random.once(2) ? { folders: random.once(2) } : {}),
        ...(random.once(2) ? { limit: 1 + random.length(1e6) } : {}),
      };
    default:
      return {
        op: 'get',
        ...id,
        name: name(),
        ...(random.once(3) ? { from: random.length(2 ** 53 - 2) } : {}),
        ...(random.once(4) ? { tag: anyText(random) } : {}),
        ...(random.once(4) ? { crc32: random.once(2) } : {}),
      };
  }
}

/** A line for the server, with its line feed: right, wrong in its fields, wrong in its bytes, or noise. */
export function requestLine(random: Random, name = (): string => anyName(random)): Buffer {
  if (random.once(8)) return Buffer.concat([rawBytes(random, REQUEST_TOKENS), Buffer.from('\n')]);
  const fields = requestFields(random, name);
  const changed = random.once(2) ? changedFields(random, fields) : fields;
  const line = Buffer.from(`${writtenJson(random, changed)}\n`);
  return random.once(4) ? changedBytes(random, line, REQUEST_TOKENS) : line;
}
