import type { Failure } from './contract-failure.ts';
import { asSentence, type FailureText } from './sentence.ts';
import { readingReason, writingReason } from './system-sentences.ts';

/** What can keep a server from encrypting: its key and certificate for TLS. */
export type IdentityFailure = Extract<
  Failure,
  { readonly code: 'unusable-identity' | `identity-${string}` | `own-identity-${string}` }
>;

const LACKS = {
  certificate: 'it holds no certificate in PEM',
  'private-key': 'it holds no private key in PEM, or one that is protected by a passphrase',
} as const;

export function identityText(failure: IdentityFailure): FailureText {
  switch (failure.code) {
    case 'unusable-identity':
      return {
        what: `The certificate and the private key cannot be used for TLS: ${failure.detail}.`,
        advice: 'Both must be PEM, and belong together.',
      };
    case 'identity-file-unreadable':
      return {
        what: asSentence(`${failure.path} is needed for TLS: ${readingReason(failure)}`),
        advice: 'Let this account read it.',
      };
    case 'identity-file-unusable':
      return {
        what: `${failure.path} cannot be used for TLS: ${LACKS[failure.lacks]}.`,
        advice: '',
      };
    case 'identity-files-differ':
      return {
        what: `The certificate in ${failure.certificateFile} is not for the private key in ${failure.keyFile}.`,
        advice: 'Give two that belong together.',
      };
    case 'own-identity-damaged':
      return {
        what: `${failure.path}, which holds this server's key for TLS, is damaged.`,
        advice: 'Restore it, or delete it for a new key, of which clients will then be warned.',
      };
    case 'own-identity-gone':
      return {
        what: `${failure.path}, which holds this server's key for TLS, is gone.`,
        advice:
          'A new key will be made at the next start, and clients will be warned of it, unless it is restored.',
      };
    case 'own-identity-not-kept':
      return {
        what: asSentence(
          `This server's key for TLS cannot be kept in ${failure.path}: ${writingReason(failure)}`,
        ),
        advice:
          'Make room or give this account the right to write there, or use --tls-cert and --tls-key.',
      };
  }
}
