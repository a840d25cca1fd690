import { ShieldCheck, ShieldOff } from 'lucide-react';
import type { ServerAddress } from '../../../shared/contract-downloads.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { failureSentence } from '../../language/sentences.ts';
import { visibleText } from '../../language/visible-text.ts';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Spinner } from '../../controls/spinner.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { Examination } from '../../doctor/examination.tsx';
import { formatClock, formatSeconds } from '../../format/times.ts';
import { shownTabOf } from '../../state/fetch-tabs.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './address-bar.module.css';
import { EntryQuestion } from './entry-question.tsx';

/** How it stands with the server that is looked at. */
export function Status({ isTyped }: { readonly isTyped: boolean }) {
  const remote = usePanelState((state) => shownTabOf(state).remote);
  switch (remote.phase) {
    case 'disconnected':
      return <p className={styles.status}>{t('address.notConnected')}</p>;
    case 'connecting':
      return (
        <p className={styles.status}>
          <Spinner size={14} />
          <VisibleText text={t('address.tryingTo', { address: formatEndpoint(remote.endpoint) })} />
        </p>
      );
    case 'connected': {
      const { remote: found, answeredAtMs } = remote;
      const isNative = found.dialect === 'native';
      const address = formatEndpoint(found.endpoint);
      const Sign = isNative ? ShieldCheck : ShieldOff;
      return (
        <p className={styles.status} data-verified={isNative}>
          <Sign size={14} aria-hidden className={styles.sign} />
          <span className={styles.connected}>
            {isNative ? t('address.connected') : t('address.answered')}
            {/* The address is in the fields, unless another was typed there since. */}
            <span className={classNames(isTyped && styles.spoken)}>
              <VisibleText
                text={` ${isNative ? t('address.toAddress', { address }) : t('address.fromAddress', { address })}`}
              />
            </span>
            {/* A plain server's connections end with each answer: there is none to speak of. */}
            {!isNative && ` ${t('address.atTime', { time: formatClock(answeredAtMs) })}`}
          </span>
          {found.endpoint.encrypted === true && <span>{t('address.encrypted')}</span>}
          <span>{isNative ? t('address.verified') : t('address.plain')}</span>
          {found.server !== undefined && (
            <span className={styles.server}>
              <VisibleText text={found.server} />
            </span>
          )}
        </p>
      );
    }
    case 'reconnecting':
      return (
        <Reconnecting
          nextAttemptAtMs={remote.nextAttemptAtMs}
          why={failureSentence(remote.problem)}
        />
      );
    case 'locked':
      // Another question is another form.
      return <EntryQuestion key={formatEndpoint(remote.endpoint)} locked={remote} />;
    case 'unreachable': {
      // The problem names the address.
      const { endpoint, problem, wasConnected } = remote;
      return (
        <>
          <ProblemNote>
            {wasConnected && (
              <strong>
                <VisibleText
                  text={`${t('address.lost', { address: formatEndpoint(endpoint) })} `}
                  wraps
                />
              </strong>
            )}
            <VisibleText text={failureSentence(problem)} wraps />
          </ProblemNote>
          <WhyUnreachable key={formatEndpoint(endpoint)} endpoint={endpoint} />
        </>
      );
    }
  }
}

function WhyUnreachable({ endpoint }: { readonly endpoint: ServerAddress }) {
  const { host } = usePanel();
  const { host: name, port } = endpoint;
  return (
    <Examination
      label={t('doctor.why')}
      examine={async () => [await host.call('doctor.examine', { host: name, port })]}
    />
  );
}

function Reconnecting({
  nextAttemptAtMs,
  why,
}: {
  readonly nextAttemptAtMs: number | undefined;
  readonly why: string;
}) {
  const now = useNow(1000);
  const left = nextAttemptAtMs === undefined ? 0 : nextAttemptAtMs - now;
  return (
    <ProblemNote tone="warn">
      <span title={visibleText(why)}>
        <strong>{t('address.reconnecting')}</strong>
        {left >= 1000 && (
          // Spoken once a second it would be in the way of everything else.
          <span aria-hidden>{` ${t('address.nextAttempt', { time: formatSeconds(left) })}`}</span>
        )}
      </span>
    </ProblemNote>
  );
}
