import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { normalizeAccessCode } from '../../../src/engine/access/access-code.ts';
import { ScramClient, ScramError, ScramServer } from '../../../src/engine/access/scram.ts';
import { SessionCookie } from '../../../src/engine/access/session-cookie.ts';
import { basicPassword } from '../../../src/engine/dialects/http/basic-password.ts';
import { isOwnForm } from '../../../src/engine/dialects/http/form-origin.ts';
import { HttpFields } from '../../../src/engine/dialects/http/request-head.ts';
import { changedBytes, rawBytes, tokensOf } from '../make/bytes.ts';
import type { Random } from '../make/random.ts';
import { target, type Verdict } from '../target.ts';

const NOW_MS = 1_800_000_000_000;
const HOST = '192.0.2.7:8080';
const NONCE = 'rOprNGfwEbeRWgbNEkqO';
const MORE = 'more';
/** In place of a code that was hashed: what hashing makes of one is not what is tested here. */
const SALTED = Buffer.alloc(32, 7);

const hmac = (key: Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

const KEYS = {
  salt: Buffer.alloc(16, 3),
  iterations: 4096,
  storedKey: createHash('sha256').update(hmac(SALTED, 'Client Key')).digest(),
  serverKey: hmac(SALTED, 'Server Key'),
};
const COOKIES = new SessionCookie(SALTED, false);

const TOKENS = tokensOf([
  ...['n,,', 'y,,', 'p=x,,', 'n,a=x,', 'n=', 'r=', 'c=biws', 'p=', 's=', 'i=', 'v=', 'e=', 'm='],
  ...[',', '=', '4096', '1048576', '99999999999', NONCE, MORE, 'AAAA', '=='],
  ...['fifolio-', '; ', '.', 'Basic ', 'basic', ':', 'http://', 'https://', 'null', HOST],
]);

/** What one side of a login sends, from its first word to its last. */
const FIRST = `n,,n=fifolio,r=${NONCE}`;
const SERVER = begun(FIRST)!;
const SERVER_FIRST = SERVER.first;
const CLIENT = new ScramClient(NONCE);
CLIENT.readChallenge(SERVER_FIRST);
const FINAL = CLIENT.final(SALTED);
const VERDICT = SERVER.judge(FINAL);
const SERVER_FINAL = VERDICT.kind === 'proven' ? VERDICT.final : assert.fail(VERDICT.kind);
const COOKIE = /^Set-Cookie: ([^;]*)/.exec(COOKIES.setField(NOW_MS))?.[1] ?? '';

function begun(first: string): ScramServer | undefined {
  return ScramServer.begin(KEYS, first, MORE);
}

const CHECKS = {
  'client-first': {
    right: FIRST,
    check: (text: string): Verdict => {
      const server = begun(text);
      if (server === undefined) return 'refused';
      const nonce = /^n,,n=[^,]+,r=([^,]+)/.exec(text)?.[1] ?? assert.fail('no nonce');
      assert.ok(server.first.startsWith(`r=${nonce}${MORE},s=`), 'another nonce');
      // What was recorded proves nothing to it.
      if (text !== FIRST) assert.notEqual(server.judge(FINAL).kind, 'proven');
      return 'accepted';
    },
  },
  'client-final': {
    right: FINAL,
    check: (text: string): Verdict => {
      const verdict = SERVER.judge(text);
      assert.equal(verdict.kind === 'proven', text === FINAL || isSameProof(text), verdict.kind);
      return verdict.kind === 'proven' ? 'accepted' : 'refused';
    },
  },
  'server-first': {
    right: SERVER_FIRST,
    check: (text: string): Verdict => {
      const client = new ScramClient(NONCE);
      try {
        const { iterations } = client.readChallenge(text);
        assert.ok(iterations >= 4096 && iterations <= 1_048_576, 'too few or too many');
      } catch (error) {
        assert.ok(error instanceof ScramError, String(error));
        return 'refused';
      }
      const final = client.final(SALTED);
      assert.ok(final.startsWith(`c=biws,r=${NONCE}`), 'another nonce');
      assert.equal(client.isProvenBy(SERVER_FINAL), text === SERVER_FIRST, 'the wrong server');
      return 'accepted';
    },
  },
  'server-final': {
    right: SERVER_FINAL,
    check: (text: string): Verdict => {
      const isProven = CLIENT.isProvenBy(text);
      if (isProven) assert.equal(text.slice(0, 44), SERVER_FINAL.slice(0, 44));
      return isProven ? 'accepted' : 'refused';
    },
  },
  cookie: {
    right: COOKIE,
    check: (text: string): Verdict => {
      const isIn = COOKIES.isIn(text, NOW_MS);
      // But for the last bits, which base64 does not use.
      if (isIn) assert.ok(text.includes(COOKIE.slice(0, -1)), 'a cookie that was not given');
      return isIn ? 'accepted' : 'refused';
    },
  },
  basic: {
    right: 'Basic dGVzdDoxMjPCow==',
    check: (text: string): Verdict => {
      const password = basicPassword(text);
      if (password === undefined) return 'refused';
      normalizeAccessCode(password);
      assert.match(text, /^basic /i);
      return 'accepted';
    },
  },
  origin: {
    right: `http://${HOST}`,
    check: (text: string): Verdict => {
      const isOwn = isOwnForm(new HttpFields([['origin', text]]), HOST);
      if (isOwn) assert.match(text, /^(?:https?:\/\/)?192\.0\.2\.7:8080$/i);
      return isOwn ? 'accepted' : 'refused';
    },
  },
} as const;

type Kind = keyof typeof CHECKS;
const KINDS = Object.keys(CHECKS) as Kind[];

interface Message {
  readonly kind: Kind;
  readonly text: string;
}

/** Everything that somebody without the access code can send in place of it. */
export const accessTarget = target<Message>('access', {
  make: (random) => {
    const kind = random.pick(KINDS);
    return { kind, text: textOf(random, CHECKS[kind].right) };
  },
  check: ({ kind, text }) => {
    const code = normalizeAccessCode(text);
    if (code.length <= 128) assert.equal(normalizeAccessCode(code), code, 'no code of its own');
    return CHECKS[kind].check(text);
  },
});

function textOf(random: Random, right: string): string {
  if (random.once(4)) return right;
  if (random.once(8)) return rawBytes(random, TOKENS, 1200).toString('latin1');
  return changedBytes(random, Buffer.from(right), TOKENS).toString('latin1');
}

/** The same proof in other base64: its last character has bits that do not count. */
function isSameProof(text: string): boolean {
  const [given, right] = [text, FINAL].map((final) => Buffer.from(final.slice(-44), 'base64'));
  const isBase64 = /,p=[A-Za-z0-9+/]{43}=$/.test(text);
  return isBase64 && text.slice(0, -44) === FINAL.slice(0, -44) && given!.equals(right!);
}
