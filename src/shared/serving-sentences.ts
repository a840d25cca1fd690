import type { Failure } from './contract-failure.ts';
import type { SayFailures } from './locales/say.ts';
import type { FailureText } from './sentence.ts';
import { ACCESS_CODE_LENGTH } from './server-values.ts';
import { visibleText } from './visible-text.ts';

/** What can keep a server from starting; its ports and its key for TLS apart. */
export type ServingFailure = Extract<
  Failure,
  {
    readonly code:
      | 'share-missing'
      | 'share-not-a-folder'
      | 'share-unreadable'
      | 'share-name-taken'
      | 'share-bad-name'
      | 'too-many-folders'
      | 'too-few-descriptors'
      | 'unusable-descriptor'
      | 'thread-refused'
      | 'unusable-access-code'
      | 'panel-needs-token'
      | 'unusable-panel-token';
  }
>;

type SayServing = Pick<SayFailures, 'serving'>;
type Of<Code extends ServingFailure['code']> = Extract<ServingFailure, { readonly code: Code }>;

export function servingText(failure: ServingFailure, say: SayServing): FailureText {
  const { serving: t } = say;
  switch (failure.code) {
    case 'share-missing':
    case 'share-not-a-folder':
    case 'share-unreadable':
    case 'share-name-taken':
    case 'share-bad-name':
      return shareText(failure, say);
    case 'too-many-folders':
      return {
        what: t('too-many-folders.what', { count: failure.most }),
        advice: t('too-many-folders.advice'),
      };
    case 'too-few-descriptors': {
      const { limit, threads: count, needed } = failure;
      return {
        what: t('too-few-descriptors.what', { limit: String(limit), count }),
        advice:
          needed === undefined
            ? t('too-few-descriptors.advice')
            : t('too-few-descriptors.adviceWithNumber', { needed: String(needed) }),
      };
    }
    case 'unusable-descriptor': {
      const { fd, fault, detail } = failure;
      const why = fault === 'system' ? detail : t(`unusable-descriptor.fault.${fault}`);
      return {
        what: t('unusable-descriptor.what', { fd: String(fd), fault: why }),
        advice: t('unusable-descriptor.advice'),
      };
    }
    case 'thread-refused':
      return {
        what: t('thread-refused.what', { detail: failure.detail }),
        advice: t('thread-refused.advice'),
      };
    case 'unusable-access-code':
      return { what: accessCodeProblem(failure, say), advice: '' };
    case 'panel-needs-token':
      return {
        what: t('panel-needs-token.what', { host: failure.host }),
        advice: t('panel-needs-token.advice'),
      };
    case 'unusable-panel-token':
      return { what: t('unusable-panel-token.what', { count: failure.least }), advice: '' };
  }
}

function shareText(
  failure: Extract<ServingFailure, { readonly code: `share-${string}` }>,
  { serving: t }: SayServing,
): FailureText {
  switch (failure.code) {
    case 'share-missing':
    case 'share-not-a-folder': {
      const { code } = failure;
      const directory = visibleText(failure.directory);
      return { what: t(`${code}.what`, { directory }), advice: t(`${code}.advice`) };
    }
    case 'share-unreadable': {
      const { systemCode: code } = failure;
      const directory = visibleText(failure.directory);
      return {
        what:
          code === undefined
            ? t('share-unreadable.whatUnknown', { directory })
            : t('share-unreadable.what', { directory, code }),
        advice: t('share-unreadable.advice'),
      };
    }
    case 'share-name-taken':
      return {
        what: t('share-name-taken.what', {
          first: visibleText(failure.first),
          second: visibleText(failure.second),
          name: visibleText(failure.name),
        }),
        advice: t('share-name-taken.advice'),
      };
    case 'share-bad-name': {
      const name = visibleText(failure.name);
      const directory = visibleText(failure.directory);
      return {
        what:
          name === ''
            ? t('share-bad-name.whatWithoutName', { directory })
            : t('share-bad-name.what', { directory, name }),
        advice: t('share-bad-name.advice'),
      };
    }
  }
}

function accessCodeProblem(
  { problem }: Of<'unusable-access-code'>,
  { serving: t }: SayServing,
): string {
  switch (problem) {
    case 'too-short':
      return t('unusable-access-code.too-short', { count: ACCESS_CODE_LENGTH.min });
    case 'too-long':
      return t('unusable-access-code.too-long', { count: ACCESS_CODE_LENGTH.max });
    case 'control-character':
      return t('unusable-access-code.control-character');
  }
}
