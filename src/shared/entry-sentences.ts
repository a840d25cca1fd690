import type { Failure } from './contract-failure.ts';
import type { SayFailures } from './locales/say.ts';
import { asReason, type FailureText } from './sentence.ts';

/** What can stand between a client and a server before anything is asked: codes, keys, encryption. */
export type EntryFailure = Extract<
  Failure,
  {
    readonly code:
      | 'unauthorized'
      | 'code-not-asked'
      | 'code-not-proven'
      | 'code-in-plain'
      | 'not-encrypting'
      | 'no-certificate'
      | 'lost-in-handshake'
      | 'handshake-timed-out'
      | 'unknown-key'
      | 'changed-key'
      | 'trust-list-damaged'
      | 'trust-list-failed'
      | 'trust-list-in-use';
  }
>;

export function entryText(
  failure: EntryFailure,
  { entry: t }: Pick<SayFailures, 'entry'>,
): FailureText {
  switch (failure.code) {
    case 'unauthorized': {
      const { address, message } = failure;
      return failure.accessCode === 'missing'
        ? { what: t('code-missing.what', { address }), advice: t('code-missing.advice') }
        : { what: t('code-wrong.what', { address, message: asReason(message) }), advice: '' };
    }
    case 'code-not-asked':
    case 'code-not-proven':
    case 'code-in-plain':
    case 'not-encrypting':
    case 'lost-in-handshake':
    case 'unknown-key': {
      const { code, address } = failure;
      return { what: t(`${code}.what`, { address }), advice: t(`${code}.advice`) };
    }
    case 'no-certificate':
      return { what: t('no-certificate.what', { address: failure.address }), advice: '' };
    case 'handshake-timed-out': {
      const { address, timeoutMs } = failure;
      return {
        what: t('handshake-timed-out.what', { address, seconds: timeoutMs / 1000 }),
        advice: t('handshake-timed-out.advice'),
      };
    }
    case 'changed-key': {
      const { address, knownFrom } = failure;
      const text = knownFrom === 'user' ? 'other-key-than-given' : 'other-key-than-known';
      return { what: t(`${text}.what`, { address }), advice: t(`${text}.advice`) };
    }
    case 'trust-list-damaged': {
      const { path, fault, server } = failure;
      const damage =
        server === undefined
          ? t(`trust-list-damaged.file.${fault}`)
          : t(`trust-list-damaged.server.${fault}`, { server: String(server) });
      return {
        what: t('trust-list-damaged.what', { path, damage }),
        advice: t('trust-list-damaged.advice'),
      };
    }
    case 'trust-list-failed': {
      const { path, action } = failure;
      const detail = asReason(failure.detail);
      return { what: t(`trust-list-failed.${action}`, { path, detail }), advice: '' };
    }
    case 'trust-list-in-use':
      return {
        what: t('trust-list-in-use.what', { path: failure.path }),
        advice: t('trust-list-in-use.advice'),
      };
  }
}
