import { Unplug } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { formatClock } from '../format/times.ts';
import { usePanel, usePanelState } from '../state/panel-context.tsx';
import { t } from '../language/language.ts';
import styles from './host-banner.module.css';

/** Says so while there is no connection to the host. */
export function HostBanner() {
  const { host } = usePanel();
  const hostLink = usePanelState((state) => state.hostLink);
  const lostAtMs = usePanelState((state) => state.lostAtMs);
  const hasState = usePanelState((state) => state.server !== undefined);
  if (hostLink === 'open' || (hostLink === 'connecting' && hasState)) return null;
  return (
    <div className={styles.banner} role="status" data-lost={hostLink === 'lost'}>
      <Unplug size={15} aria-hidden />
      <p className={styles.text}>
        {hostLink === 'lost' && lostAtMs !== undefined
          ? `${t('connection.lost', { time: formatClock(lostAtMs) })} ${t('connection.retrying')}`
          : t('connection.connecting')}
      </p>
      <Button size="small" onPress={() => host.reconnectNow()}>
        {t('connection.retryNow')}
      </Button>
    </div>
  );
}
