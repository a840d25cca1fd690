/**
 * What an access code costs a server, in microseconds of processor time: what a wrong one does, and what
 * is asked of those who know it. Run with `node bench/access-cost.ts`.
 */
import { randomBytes } from 'node:crypto';
import { deriveAccessKeys, isAccessCode } from '../src/engine/access/access-keys.ts';
import {
  createGuessMemory,
  GUESS_SEED_BYTES,
  GuessLimits,
} from '../src/engine/access/guess-limits.ts';
import { SCRAM_NONCE_BYTES, ScramClient, ScramServer } from '../src/engine/access/scram.ts';
import { SessionCookie } from '../src/engine/access/session-cookie.ts';

const REPEATS = 20_000;
const CODE = 'k7-2m-9p-xq-4d-ht';

const keys = await deriveAccessKeys(CODE, randomBytes);
const guesses = new GuessLimits(createGuessMemory(randomBytes(GUESS_SEED_BYTES)));

/** Everybody guesses once, so that nobody has to wait. */
const addressOf = (guess: number): string =>
  `10.${guess >> 16}.${(guess >> 8) & 255}.${guess & 255}`;

function wrongInHttp(guess: number): void {
  if (guesses.waitMs(addressOf(guess), 0) > 0) return;
  if (!isAccessCode(`wrong code ${guess}`, keys)) guesses.countWrong(addressOf(guess), 0);
}

function begin(): { readonly server: ScramServer; readonly final: string } {
  const client = new ScramClient(randomBytes(SCRAM_NONCE_BYTES));
  const server = ScramServer.begin(keys.scram, client.first(), randomBytes(SCRAM_NONCE_BYTES));
  if (server === undefined) throw new Error('The login did not begin.');
  client.readChallenge(server.first);
  return { server, final: client.final(new Uint8Array(32)) };
}

const first = new ScramClient(randomBytes(SCRAM_NONCE_BYTES)).first();
const { server, final } = begin();

function wrongInNative(guess: number): void {
  ScramServer.begin(keys.scram, first, randomBytes(SCRAM_NONCE_BYTES));
  if (guesses.waitMs(addressOf(guess), 0) > 0) return;
  if (server.judge(final).kind === 'wrong') guesses.countWrong(addressOf(guess), 0);
}

const cookies = new SessionCookie(keys.cookieKey, false);
const cookie = /^Set-Cookie: ([^;]*)/.exec(cookies.setField(Date.now()))?.[1] ?? '';

function rightInHttp(): void {
  if (guesses.waitMs('192.0.2.1', 0) === 0 && isAccessCode(CODE, keys)) {
    guesses.prove('192.0.2.1', 0);
  }
}

for (const [what, work] of [
  ['a wrong code in HTTP', wrongInHttp],
  ['a wrong code in the native dialect', wrongInNative],
  ['one that has to wait', () => guesses.waitMs('192.0.2.1', 0)],
  ['the right code in HTTP', rightInHttp],
  ['a cookie', () => cookies.isIn(cookie, Date.now())],
] as const) {
  for (let warmUp = 0; warmUp < REPEATS; warmUp++) work(warmUp);
  const before = process.cpuUsage();
  for (let at = 0; at < REPEATS; at++) work(REPEATS + at);
  const { user, system } = process.cpuUsage(before);
  console.log(`${what.padEnd(36)}${((user + system) / REPEATS).toFixed(1).padStart(6)} µs`);
}
