import { ClientError, fingerprintWords } from '../../engine/index.ts';
import type { EntryQuestion } from '../../shared/contract-downloads.ts';
import { ProblemError } from '../../shared/problem.ts';

/** Twelve words need the whole fingerprint. */
const WHOLE_FINGERPRINT = 43;

/** What a person has to decide before a server can be entered; `undefined` for any other failure. */
export async function entryQuestionOf(error: unknown): Promise<EntryQuestion | undefined> {
  if (!(error instanceof ProblemError) || !(error.cause instanceof ClientError)) return undefined;
  const { code, accessCode, fingerprint, knownFingerprint, knownFrom } = error.cause.data;
  switch (code) {
    case 'unauthorized':
      return { asks: 'code', isWrong: accessCode === 'wrong' };
    case 'unproven-server':
      return { asks: 'without-code' };
    case 'unknown-key':
      return { asks: 'first-key', key: await keyOf(fingerprint!) };
    case 'changed-key': {
      const key = await keyOf(fingerprint!);
      if (knownFrom === 'user') return { asks: 'other-key-than-link', key };
      const knownWords =
        knownFingerprint?.length === WHOLE_FINGERPRINT
          ? { knownWords: await fingerprintWords(knownFingerprint) }
          : {};
      return { asks: 'changed-key', key, ...knownWords };
    }
    default:
      return undefined;
  }
}

async function keyOf(fingerprint: string) {
  return { fingerprint, words: await fingerprintWords(fingerprint) };
}
