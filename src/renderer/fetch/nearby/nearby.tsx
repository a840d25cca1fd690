import { ChevronDown, ChevronRight, KeyRound, Lock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ServerAddress } from '../../../shared/contract-downloads.ts';
import type { Nearby as NearbyState, NearbyServer } from '../../../shared/contract-nearby.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { Button } from '../../controls/button.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './nearby.module.css';

/** How often the host is asked, which listens all the time. */
const ASKED_EVERY_MS = 2000;

interface NearbyProps {
  readonly onChoose: (server: ServerAddress) => void;
}

/** Servers that announce themselves in the network; looked for only while it is open. */
export function Nearby({ onChoose }: NearbyProps) {
  const { host } = usePanel();
  const isOpen = usePanelState((state) => state.settings?.showNearby ?? false);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <div className={styles.nearby}>
      <Button
        size="small"
        look="quiet"
        aria-expanded={isOpen}
        icon={<Chevron size={13} aria-hidden />}
        onPress={() => {
          host.call('settings.set', { showNearby: !isOpen }).catch(() => undefined);
        }}
      >
        {t('nearby.title')}
      </Button>
      {isOpen && <List onChoose={onChoose} />}
    </div>
  );
}

function List({ onChoose }: NearbyProps) {
  const nearby = useNearby();
  if (nearby?.isListening === false)
    return <p className={styles.hint}>{t('nearby.cannotListen')}</p>;
  if (nearby === undefined || nearby.servers.length === 0) {
    return (
      <p className={styles.hint}>{nearby === undefined ? t('nearby.looking') : t('nearby.none')}</p>
    );
  }
  return (
    <ul className={styles.list} aria-label={t('nearby.title')}>
      {nearby.servers.map((server) => (
        <li key={`${server.name} ${server.port}`}>
          <button
            type="button"
            className={styles.server}
            onClick={() => {
              const { host, port, encrypted } = server;
              onChoose({ host, port, ...(encrypted ? { encrypted } : {}) });
            }}
          >
            <Server server={server} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Server({ server }: { readonly server: NearbyServer }) {
  return (
    <>
      <span className={styles.name}>
        <VisibleText text={server.name} />
      </span>
      <span className={styles.address}>
        <VisibleText text={formatEndpoint(server)} />
      </span>
      {server.encrypted && <Lock size={13} aria-label={t('nearby.encrypted')} />}
      {server.code && <KeyRound size={13} aria-label={t('nearby.code')} />}
    </>
  );
}

/** `undefined` until something was heard, or enough time has passed to say that there is nobody. */
function useNearby(): NearbyState | undefined {
  const { host } = usePanel();
  const [nearby, setNearby] = useState<NearbyState>();

  useEffect(() => {
    let asked = 0;
    const ask = (): void => {
      if (document.hidden) return;
      host
        .call('nearby.list', {})
        .then((answer) => {
          asked += 1;
          if (asked > 1 || answer.servers.length > 0 || !answer.isListening) setNearby(answer);
        })
        // It is asked again in a moment.
        .catch(() => undefined);
    };
    ask();
    const timer = setInterval(ask, ASKED_EVERY_MS);
    return () => clearInterval(timer);
  }, [host]);

  return nearby;
}
