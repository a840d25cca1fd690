import { ShieldCheck, ShieldOff } from 'lucide-react';
import type { ServerAddress } from '../../../shared/contract-downloads.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { failureSentence } from '../../language/sentences.ts';
import { formatSeconds } from '../../../shared/format.ts';
import { visibleText } from '../../../shared/visible-text.ts';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Spinner } from '../../controls/spinner.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { Examination } from '../../doctor/examination.tsx';
import { formatClock } from '../../format/times.ts';
import { shownTabOf } from '../../state/fetch-tabs.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { classNames } from '../../styles/class-names.ts';
import { strings } from '../../strings/strings.ts';
import styles from './address-bar.module.css';
import { EntryQuestion } from './entry-question.tsx';

const text = strings.address;

/** How it stands with the server that is looked at. */
export function Status({ isTyped }: { readonly isTyped: boolean }) {
  const remote = usePanelState((state) => shownTabOf(state).remote);
  switch (remote.phase) {
    case 'disconnected':
      return <p className={styles.status}>{text.notConnected}</p>;
    case 'connecting':
      return (
        <p className={styles.status}>
          <Spinner size={14} />
          <VisibleText text={text.tryingTo(formatEndpoint(remote.endpoint))} />
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
            {isNative ? text.connected : text.answered}
            {/* The address is in the fields, unless another was typed there since. */}
            <span className={classNames(isTyped && styles.spoken)}>
              <VisibleText
                text={` ${isNative ? text.toAddress(address) : text.fromAddress(address)}`}
              />
            </span>
            {/* A plain server's connections end with each answer: there is none to speak of. */}
            {!isNative && ` ${text.atTime(formatClock(answeredAtMs))}`}
          </span>
          {found.endpoint.encrypted === true && <span>{text.encrypted}</span>}
          <span>{isNative ? text.verified : text.plain}</span>
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
                <VisibleText text={`${text.lost(formatEndpoint(endpoint))} `} wraps />
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
      label={strings.doctor.why}
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
        <strong>{text.reconnecting}</strong>
        {left >= 1000 && (
          // Spoken once a second it would be in the way of everything else.
          <span aria-hidden>{` ${text.nextAttempt(formatSeconds(left))}`}</span>
        )}
      </span>
    </ProblemNote>
  );
}
