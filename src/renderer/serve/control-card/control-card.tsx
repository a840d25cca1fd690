import { Play, Square } from 'lucide-react';
import { Button } from '../../controls/button.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { chooseServedFolder } from '../../state/folders.ts';
import { useAttempt, usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { isAtRest } from '../../state/panel-state.ts';
import { t } from '../../language/language.ts';
import { AddressRow } from './address-row.tsx';
import styles from './control-card.module.css';
import { FolderRow } from './folder-row.tsx';
import { NetworkWarning } from './network-warning.tsx';
import { PortRow } from './port-row.tsx';
import { ProtectionRow } from './protection-row.tsx';
import { failureSentence } from '../../language/sentences.ts';

export function ControlCard() {
  const attempt = useAttempt();
  const phase = usePanelState((state) => state.server?.phase ?? 'stopped');
  const serverProblem = usePanelState((state) => state.server?.problem);
  const hasFailedPorts = usePanelState(
    (state) => state.server?.ports.some((port) => port.state === 'failed') ?? false,
  );
  // A start that failed leaves its reason in the state; the ports say theirs themselves.
  const problem = attempt.problem ?? (phase === 'failed' ? serverProblem : undefined);
  const isSaidByPorts = problem?.code === 'port-in-use' && hasFailedPorts;

  return (
    <section className={styles.card} aria-label={t('control.title')}>
      <div className={styles.rows}>
        <FolderRow attempt={attempt} />
        <PortRow attempt={attempt} />
        <ReachRow attempt={attempt} />
        <ProtectionRow attempt={attempt} />
        <AddressRow />
        {problem !== undefined && !isSaidByPorts && (
          <div className={styles.problem}>
            <ProblemNote>{failureSentence(problem)}</ProblemNote>
          </div>
        )}
      </div>
      <div className={styles.action}>
        <StartStop attempt={attempt} />
        <ReachNote />
      </div>
    </section>
  );
}

function ReachRow({ attempt }: { readonly attempt: Attempt }) {
  const { host } = usePanel();
  const chosen = usePanelState((state) => state.settings?.reach ?? 'network');
  const served = usePanelState((state) => state.server?.reach);
  const isFree = usePanelState(isAtRest);
  return (
    <>
      <span className={styles.label}>{t('control.reach')}</span>
      <div className={styles.value} title={isFree ? undefined : t('control.reachHint')}>
        <Segmented
          label={t('control.reach')}
          size="small"
          value={isFree ? chosen : (served ?? chosen)}
          isDisabled={!isFree}
          options={[
            { value: 'computer', label: t('control.reaches.computer') },
            { value: 'network', label: t('control.reaches.network') },
          ]}
          onChange={(chosen) => attempt.run(() => host.call('settings.set', { reach: chosen }))}
        />
      </div>
    </>
  );
}

/** Who can connect: while running, when it cannot be changed, and in any case if that is a network. */
function ReachNote() {
  const phase = usePanelState((state) => state.server?.phase ?? 'stopped');
  const served = usePanelState((state) => state.server?.reach);
  const chosen = usePanelState((state) => state.settings?.reach);
  const isUp = phase === 'running' || phase === 'stopping';
  const reach = isUp ? served : chosen;
  const title = isUp ? t('control.reachHint') : undefined;
  if (reach === 'network') {
    return (
      <div className={styles.reachNote} title={title}>
        <NetworkWarning />
      </div>
    );
  }
  if (!isUp) return null;
  return (
    <p className={styles.hint} title={title}>
      {t('control.reachNote')}
    </p>
  );
}

function StartStop({ attempt }: { readonly attempt: Attempt }) {
  const { store, host } = usePanel();
  const phase = usePanelState((state) => state.server?.phase ?? 'stopped');
  const hostLink = usePanelState((state) => state.hostLink);

  async function start(): Promise<void> {
    const isChosen = store.getState().settings?.serveDirectory !== '';
    if (isChosen || (await chooseServedFolder(store, host))) await host.call('server.start', {});
  }

  const isAway = hostLink !== 'open';
  switch (phase) {
    case 'running':
      return (
        <Button
          size="large"
          icon={<Square size={12} fill="currentColor" aria-hidden className={styles.stopIcon} />}
          isDisabled={isAway}
          onPress={() => attempt.run(() => host.call('server.stop', { now: false }))}
        >
          {t('control.stop')}
        </Button>
      );
    case 'stopping':
      return (
        <Button
          size="large"
          look="danger"
          isDisabled={isAway}
          onPress={() => attempt.run(() => host.call('server.stop', { now: true }))}
        >
          {t('control.stopNow')}
        </Button>
      );
    case 'starting':
      return (
        <Button size="large" look="primary" isDisabled>
          {t('control.starting')}
        </Button>
      );
    case 'stopped':
    case 'failed':
      return (
        <Button
          size="large"
          look="primary"
          icon={<Play size={13} fill="currentColor" aria-hidden />}
          isDisabled={isAway}
          onPress={() => attempt.run(start)}
        >
          {t('control.start')}
        </Button>
      );
  }
}
