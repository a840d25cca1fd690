import { useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { CopyChip } from '../../controls/copy-chip.tsx';
import { usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import styles from './control-card.module.css';

const text = strings.control;

/** So many say enough; the rest is for the curious. */
const SHOWN_ADDRESSES = 2;

/** Where this server can be reached, the most useful first. */
export function AddressRow() {
  const addresses = usePanelState((state) => state.server?.addresses);
  const isUp = usePanelState((state) => state.server?.phase === 'running');
  const [showsAll, setShowsAll] = useState(false);
  if (!isUp || addresses === undefined || addresses.length === 0) return null;
  const hidden = addresses.length - SHOWN_ADDRESSES;
  return (
    <>
      <span className={styles.label}>{text.addresses}</span>
      <div className={styles.value}>
        {addresses.slice(0, showsAll ? undefined : SHOWN_ADDRESSES).map((address, index) => (
          <CopyChip
            key={address.text}
            text={address.text}
            note={text.addressKinds[address.kind]}
            look={index === 0 ? 'best' : 'normal'}
          />
        ))}
        {hidden > 0 && (
          <Button look="quiet" size="small" onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? text.fewerAddresses : text.moreAddresses(hidden)}
          </Button>
        )}
      </div>
    </>
  );
}
