import { fingerprintWords } from '../../engine/index.ts';
import type { EntryQuestion } from '../../shared/contract-downloads.ts';
import type { ServerKey } from '../../shared/contract-server.ts';
import { FailureError } from '../../shared/failure.ts';

/** Twelve words need the whole fingerprint. */
const WHOLE_FINGERPRINT = 43;

/** What a person has to decide before a server can be entered; `undefined` for any other failure. */
export async function entryQuestionOf(error: unknown): Promise<EntryQuestion | undefined> {
  if (!(error instanceof FailureError)) return undefined;
  const { failure } = error;
  switch (failure.code) {
    case 'unauthorized':
      return { asks: 'code', isWrong: failure.accessCode === 'wrong' };
    case 'code-not-asked':
    case 'code-not-proven':
      return { asks: 'without-code' };
    case 'unknown-key':
      return { asks: 'first-key', key: await keyOf(failure.fingerprint) };
    case 'changed-key': {
      const { fingerprint, expected, knownFrom } = failure;
      const key = await keyOf(fingerprint);
      if (knownFrom === 'user') return { asks: 'other-key-than-link', key };
      const isWhole = expected.length === WHOLE_FINGERPRINT;
      const knownWords = isWhole ? { knownWords: await fingerprintWords(expected) } : {};
      return { asks: 'changed-key', key, ...knownWords };
    }
    default:
      return undefined;
  }
}

async function keyOf(fingerprint: string): Promise<ServerKey> {
  return { fingerprint, words: await fingerprintWords(fingerprint) };
}
