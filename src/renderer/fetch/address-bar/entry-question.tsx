import { KeyRound, ShieldAlert, ShieldQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RemoteState } from '../../../shared/contract-downloads.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { failureSentence } from '../../language/sentences.ts';
import { Button } from '../../controls/button.tsx';
import { KeyWords } from '../../controls/key-words.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { usePanel } from '../../state/panel-context.tsx';
import { disconnectRemote, forgetRemoteCode, trustRemote } from '../../state/remote-actions.ts';
import { t } from '../../language/language.ts';
import styles from './address-bar.module.css';
import { CodeForm } from './code-form.tsx';

export type LockedRemote = Extract<RemoteState, { readonly phase: 'locked' }>;

/** What has to be decided before the server can be entered. */
export function EntryQuestion({ locked }: { readonly locked: LockedRemote }) {
  const { store, host } = usePanel();
  const { endpoint, question, problem } = locked;
  const address = formatEndpoint(endpoint);
  switch (question.asks) {
    case 'code':
      return (
        <Question
          title={t('entry.asksForCode', { address })}
          sign={<KeyRound size={14} aria-hidden />}
          isLoud={false}
        >
          <CodeForm
            endpoint={endpoint}
            problem={question.isWrong ? failureSentence(problem) : undefined}
          />
        </Question>
      );
    case 'without-code':
      return (
        <Question
          title={t('entry.unprovenTitle', { address })}
          sign={<ShieldAlert size={15} aria-hidden />}
          isLoud
        >
          <p className={styles.questionText}>
            <VisibleText text={failureSentence(problem)} wraps />
          </p>
          <div className={styles.answers}>
            <Button onPress={() => void disconnectRemote(store, host)}>{t('cancel')}</Button>
            <Button look="danger" onPress={() => void forgetRemoteCode(store, host)}>
              {t('entry.withoutCode')}
            </Button>
          </div>
        </Question>
      );
    case 'first-key':
      return (
        <Question
          title={t('entry.firstTitle', { address })}
          sign={<ShieldQuestionMark size={15} aria-hidden />}
          isLoud={false}
        >
          <p className={styles.questionText}>{t('entry.firstText')}</p>
          <KeyWords label={t('entry.shownWords')} words={question.key.words} />
          <div className={styles.answers}>
            <Button
              look="primary"
              onPress={() => void trustRemote(store, host, question.key.fingerprint)}
            >
              {t('entry.trust')}
            </Button>
            <Button onPress={() => void disconnectRemote(store, host)}>{t('cancel')}</Button>
          </div>
        </Question>
      );
    case 'changed-key':
      return (
        <Question
          title={t('entry.changedTitle', { address })}
          sign={<ShieldAlert size={15} aria-hidden />}
          isLoud
        >
          <p className={styles.questionText}>{t('entry.changedText')}</p>
          <div className={styles.compared}>
            {question.knownWords !== undefined && (
              <Compared title={t('entry.knownWords')} words={question.knownWords} />
            )}
            <Compared title={t('entry.newWords')} words={question.key.words} />
          </div>
          <div className={styles.answers}>
            <Button onPress={() => void disconnectRemote(store, host)}>{t('cancel')}</Button>
            <Button
              look="danger"
              onPress={() => void trustRemote(store, host, question.key.fingerprint)}
            >
              {t('entry.trustNew')}
            </Button>
          </div>
        </Question>
      );
    case 'other-key-than-link':
      return (
        <Question
          title={t('entry.otherTitle', { address })}
          sign={<ShieldAlert size={15} aria-hidden />}
          isLoud
        >
          <p className={styles.questionText}>{t('entry.otherText')}</p>
        </Question>
      );
  }
}

interface QuestionProps {
  readonly title: string;
  readonly sign: ReactNode;
  /** Something is wrong, rather than only not known yet. */
  readonly isLoud: boolean;
  readonly children: ReactNode;
}

function Question({ title, sign, isLoud, children }: QuestionProps) {
  return (
    <div
      className={styles.question}
      data-loud={isLoud}
      role={isLoud ? 'alert' : 'group'}
      aria-label={t('entry.title')}
    >
      <p className={styles.questionTitle}>
        {sign}
        <VisibleText text={title} wraps />
      </p>
      {children}
    </div>
  );
}

function Compared({ title, words }: { readonly title: string; readonly words: string }) {
  return (
    <div>
      <p className={styles.comparedTitle}>{title}</p>
      <KeyWords label={title} words={words} />
    </div>
  );
}
