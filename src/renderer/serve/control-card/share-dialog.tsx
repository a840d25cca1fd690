import type { ReactNode } from 'react';
import type { EndpointAddress } from '../../../shared/contract-server.ts';
import { CopyChip } from '../../controls/copy-chip.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { QrCode } from '../../controls/qr-code.tsx';
import { usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import { connectingWays } from './connecting-ways.ts';
import { NetworkWarning } from './network-warning.tsx';
import styles from './share-dialog.module.css';

const text = strings.share;

interface ShareDialogProps {
  /** What to connect to; `undefined` while the dialog is closed. */
  readonly address: EndpointAddress | undefined;
  readonly onClose: () => void;
}

/** How others get files from one address of this server. */
export function ShareDialog({ address, onClose }: ShareDialogProps) {
  return (
    <Dialog title={text.title} isOpen={address !== undefined} onClose={onClose}>
      {address !== undefined && <Ways address={address} />}
    </Dialog>
  );
}

function Ways({ address }: { readonly address: EndpointAddress }) {
  const reach = usePanelState((state) => state.server?.reach);
  const { link, address: typed, command, isHereOnly } = connectingWays(address);
  // A phone that scans an address of loopback looks for the server on itself.
  const scanned = isHereOnly ? undefined : link;
  return (
    <div className={styles.content}>
      <div className={styles.ways}>
        <Way
          title={text.browser}
          hint={
            link === undefined ? text.noLink : scanned === undefined ? text.open : text.openOrScan
          }
        >
          {link !== undefined && <CopyChip text={link} look="best" />}
        </Way>
        <Way title={text.app} hint={text.typeAddress}>
          <CopyChip text={typed} />
        </Way>
        <Way title={text.commandLine} hint={text.runCommand}>
          <CopyChip text={command} look="command" />
        </Way>
        {isHereOnly && <p className={styles.hint}>{text.hereOnly}</p>}
        {reach === 'network' && <NetworkWarning />}
      </div>
      {scanned !== undefined && <QrCode text={scanned} />}
    </div>
  );
}

interface WayProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Way({ title, hint, children }: WayProps) {
  return (
    <div className={styles.way}>
      <h3 className={styles.name}>{title}</h3>
      <p className={styles.hint}>{hint}</p>
      {children}
    </div>
  );
}
