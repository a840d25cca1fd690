import type { Failure } from './contract-failure.ts';
import type { SayFailures } from './locales/say.ts';
import type { FailureText } from './sentence.ts';
import { readingReason, writingReason } from './system-sentences.ts';

/** What can keep a server from encrypting: its key and certificate for TLS. */
export type IdentityFailure = Extract<
  Failure,
  { readonly code: 'unusable-identity' | `identity-${string}` | `own-identity-${string}` }
>;

export function identityText(failure: IdentityFailure, say: SayFailures): FailureText {
  const { serving: t } = say;
  switch (failure.code) {
    case 'unusable-identity':
      return {
        what: t('unusable-identity.what', { detail: failure.detail }),
        advice: t('unusable-identity.advice'),
      };
    case 'identity-file-unreadable':
      return {
        what: t('identity-file-unreadable.what', {
          path: failure.path,
          why: readingReason(failure, say),
        }),
        advice: t('identity-file-unreadable.advice'),
      };
    case 'identity-file-unusable':
      return {
        what: t(`identity-file-unusable.${failure.lacks}`, { path: failure.path }),
        advice: '',
      };
    case 'identity-files-differ': {
      const { certificateFile, keyFile } = failure;
      return {
        what: t('identity-files-differ.what', { certificateFile, keyFile }),
        advice: t('identity-files-differ.advice'),
      };
    }
    case 'own-identity-damaged':
      return {
        what: t('own-identity-damaged.what', { path: failure.path }),
        advice: t('own-identity-damaged.advice'),
      };
    case 'own-identity-gone':
      return {
        what: t('own-identity-gone.what', { path: failure.path }),
        advice: t('own-identity-gone.advice'),
      };
    case 'own-identity-not-kept':
      return {
        what: t('own-identity-not-kept.what', {
          path: failure.path,
          why: writingReason(failure, say),
        }),
        advice: t('own-identity-not-kept.advice'),
      };
  }
}
