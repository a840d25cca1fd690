import { Share2 } from 'lucide-react';
import { useState } from 'react';
import type { EndpointAddress } from '../../../shared/contract-server.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { CopyChip } from '../../controls/copy-chip.tsx';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';
import { ReachCheck } from './reach-check.tsx';
import { ShareDialog } from './share-dialog.tsx';

/** So many say enough; the rest is for the curious. */
const SHOWN_ADDRESSES = 2;

/** Where this server can be reached, the most useful first. */
export function AddressRow() {
  const addresses = usePanelState((state) => state.server?.addresses);
  const isUp = usePanelState((state) => state.server?.phase === 'running');
  const [showsAll, setShowsAll] = useState(false);
  const [shared, setShared] = useState<EndpointAddress>();
  if (!isUp || addresses === undefined || addresses.length === 0) return null;
  const hidden = addresses.length - SHOWN_ADDRESSES;
  return (
    <>
      <span className={styles.label}>{t('control.addresses')}</span>
      <div className={styles.value}>
        {addresses.slice(0, showsAll ? undefined : SHOWN_ADDRESSES).map((address, index) => (
          <span key={address.text} className={styles.address}>
            <CopyChip
              text={address.text}
              note={noteOf(address)}
              look={index === 0 ? 'best' : 'normal'}
            />
            <IconButton
              label={t('control.share', { address: address.text })}
              size="small"
              onPress={() => setShared(address)}
            >
              <Share2 size={14} aria-hidden />
            </IconButton>
          </span>
        ))}
        {hidden > 0 && (
          <Button look="quiet" size="small" onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? t('control.fewerAddresses') : t('control.moreAddresses', { count: hidden })}
          </Button>
        )}
        <ReachCheck />
      </div>
      <ShareDialog address={shared} onClose={() => setShared(undefined)} />
    </>
  );
}

/** What there is to know about an address that is not an everyday one. */
function noteOf({ kind }: EndpointAddress): string | undefined {
  return kind === 'default-route' || kind === 'lan' ? undefined : t(`control.addressKinds.${kind}`);
}
