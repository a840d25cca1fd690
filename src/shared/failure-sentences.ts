import type { Failure, PanelFailureCode } from './contract-failure.ts';
import { entryText } from './entry-sentences.ts';
import { identityText } from './identity-sentences.ts';
import { failures } from './locales/en/failures.ts';
import { ENGLISH_FAILURES } from './locales/english-failures.ts';
import type { SayFailures } from './locales/say.ts';
import { unsafeNameText } from './name-sentences.ts';
import { portProblemSentence } from './port-sentences.ts';
import { recordingText } from './recording-sentences.ts';
import { MAX_PLAIN_REQUEST_BYTES } from './server-values.ts';
import { asReason, capitalized, type FailureText } from './sentence.ts';
import { servingText } from './serving-sentences.ts';
import { fileSystemText, unreachableText } from './system-sentences.ts';

const { panelAdvice } = failures;

/** What happened, why, and what to do, on one line. */
export function failureSentence(failure: Failure, say: SayFailures = ENGLISH_FAILURES): string {
  const { what, advice } = failureText(failure, say);
  return advice === ''
    ? what.trimEnd()
    : say.failures('twoSentences', { first: what, second: advice });
}

/** What happened, in one sentence, without the file's name and without advice. */
export function failureReason(failure: Failure, say: SayFailures = ENGLISH_FAILURES): string {
  const { what, alone = what } = failureText(failure, say);
  return alone;
}

function failureText(failure: Failure, say: SayFailures): FailureText {
  const { failures: t } = say;
  switch (failure.code) {
    case 'unreachable':
      return unreachableText(failure, say);
    case 'file-system':
      return fileSystemText(failure, say);

    case 'connect-timed-out':
    case 'no-sign-of-life':
    case 'silent': {
      const { code, address, timeoutMs } = failure;
      return {
        what: t(`${code}.what`, { address, seconds: timeoutMs / 1000 }),
        advice: t(`${code}.advice`),
      };
    }
    case 'no-such-interface': {
      const { address, zone, known } = failure;
      return {
        what: t('no-such-interface.what', { address, zone }),
        advice: t('no-such-interface.advice', { interfaces: known.join(', ') }),
      };
    }
    case 'interface-missing':
      return { what: t('interface-missing.what', { address: failure.address }), advice: '' };
    case 'connection-lost': {
      const { address, when } = failure;
      return {
        what: t(`connection-lost.what.${when}`, { address }),
        advice: t('connection-lost.advice'),
      };
    }
    case 'unheard': {
      const { address, request } = failure;
      return { what: t(`unheard.what.${request}`, { address }), advice: t('unheard.advice') };
    }
    case 'not-understood': {
      const { address, detail } = failure;
      return {
        what: t('not-understood.what', { address, detail }),
        advice: t('not-understood.advice'),
      };
    }
    case 'closed-without-answer':
    case 'web-server': {
      const { code, address } = failure;
      return { what: t(`${code}.what`, { address }), advice: t(`${code}.advice`) };
    }
    case 'plain-server': {
      const { address, request } = failure;
      return { what: t(`plain-server.${request}`, { address }), advice: '' };
    }

    case 'name-not-plain': {
      const limit = String(MAX_PLAIN_REQUEST_BYTES);
      const { name, why } = failure;
      return ofFile(name, {
        about: t(`name-not-plain.${why}.about`, { name, limit }),
        alone: t(`name-not-plain.${why}.alone`, { limit }),
        advice: t('name-not-plain.advice'),
      });
    }
    case 'refused': {
      const { name, message } = failure;
      return name === ''
        ? { what: t('refused.server', { message }), advice: '' }
        : { what: t('refused.about', { name, message }), alone: capitalized(message), advice: '' };
    }
    case 'keeps-changing': {
      const { name, times: count } = failure;
      return ofFile(name, {
        about: t('keeps-changing.about', { name, count }),
        alone: t('keeps-changing.alone', { count }),
        advice: t('keeps-changing.advice'),
      });
    }
    case 'plain-not-found':
    case 'wrong-checksum': {
      const { code, name } = failure;
      return ofFile(name, {
        about: t(`${code}.about`, { name }),
        alone: t(`${code}.alone`),
        advice: t(`${code}.advice`),
      });
    }
    case 'unsafe-name': {
      const { name } = failure;
      const because = unsafeNameText(failure.why, say);
      return ofFile(name, {
        about: t('unsafe-name.about', { name, because }),
        alone: t('unsafe-name.alone', { because }),
        advice: t('unsafe-name.advice'),
      });
    }

    case 'target-not-a-folder':
    case 'in-use':
    case 'partial-names-taken':
    case 'exists': {
      const { code, path } = failure;
      return { what: t(`${code}.what`, { path }), advice: t(`${code}.advice`) };
    }
    case 'thread-died':
      return {
        what: t('thread-died.what', { detail: asReason(failure.detail) }),
        advice: t('thread-died.advice'),
      };
    case 'canceled':
      return {
        what: t(failure.keptBytes > 0 ? 'canceled.partKept' : 'canceled.nothingKept'),
        advice: '',
      };
    case 'downloads-file-damaged': {
      const { keptAs, detail } = failure;
      return {
        what: t('downloads-file-damaged.what', { detail: asReason(detail) }),
        advice: keptAs === undefined ? '' : t('downloads-file-damaged.advice', { path: keptAs }),
      };
    }
    case 'nothing-to-fetch':
      return { what: t('nothing-to-fetch.what'), advice: failure.detail };

    case 'unauthorized':
    case 'code-not-asked':
    case 'code-not-proven':
    case 'code-in-plain':
    case 'not-encrypting':
    case 'no-certificate':
    case 'lost-in-handshake':
    case 'handshake-timed-out':
    case 'unknown-key':
    case 'changed-key':
    case 'trust-list-damaged':
    case 'trust-list-failed':
    case 'trust-list-in-use':
      return entryText(failure, say);
    case 'share-missing':
    case 'share-not-a-folder':
    case 'share-unreadable':
    case 'share-name-taken':
    case 'share-bad-name':
    case 'too-many-folders':
    case 'too-few-descriptors':
    case 'unusable-descriptor':
    case 'thread-refused':
    case 'unusable-access-code':
    case 'panel-needs-token':
    case 'unusable-panel-token':
      return servingText(failure, say);
    case 'unusable-identity':
    case 'identity-file-unreadable':
    case 'identity-file-unusable':
    case 'identity-files-differ':
    case 'own-identity-damaged':
    case 'own-identity-gone':
    case 'own-identity-not-kept':
      return identityText(failure, say);
    case 'port-in-use':
    case 'port-failed':
      return {
        what: failure.problems
          .map((problem) => portProblemSentence(problem, say))
          .reduce((first, second) => t('twoSentences', { first, second })),
        advice: '',
      };
    // Only the command line can be asked to record.
    case 'recording-refused':
      return recordingText(failure);
    default: {
      const { code } = failure;
      return {
        what: t(`panel.${code}`),
        advice: hasAdvice(code) ? t(`panelAdvice.${code}`) : '',
      };
    }
  }
}

/** @param name of a file; a server may have given an empty one */
function ofFile(
  name: string,
  { about, alone, advice }: { about: string; alone: string; advice: string },
): FailureText {
  return { what: name === '' ? alone : about, alone, advice };
}

function hasAdvice(code: PanelFailureCode): code is keyof typeof panelAdvice {
  return Object.hasOwn(panelAdvice, code);
}
