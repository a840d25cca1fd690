import { KeyRound, LockKeyhole, TriangleAlert } from 'lucide-react';
import { foldersOf } from '../../../shared/served-directory.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './network-warning.module.css';

/** For whoever shares with a network: with whom that is. */
export function NetworkWarning() {
  const hasCode = usePanelState((state) => state.server?.protection.accessCode !== undefined);
  const encrypts = usePanelState(({ server, settings }) => {
    const isUp = server?.phase === 'running' || server?.phase === 'stopping';
    return isUp ? server.protection.key !== undefined : (settings?.encrypt ?? false);
  });
  const folders = usePanelState(({ server, settings }) => {
    const isUp = server?.phase === 'running' || server?.phase === 'stopping';
    return foldersOf((isUp ? server.directory : settings?.serveDirectory) ?? '').length;
  });
  const Sign = !hasCode ? TriangleAlert : encrypts ? LockKeyhole : KeyRound;
  return (
    <p className={hasCode ? styles.note : styles.warning}>
      <Sign size={14} aria-hidden className={styles.icon} />
      {!hasCode
        ? t('control.anyoneCanRead', { count: Math.max(1, folders) })
        : encrypts
          ? t('control.codeAndKey')
          : t('control.codeOnly')}
    </p>
  );
}
