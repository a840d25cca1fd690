import { useState, type ReactNode } from 'react';
import type { EndpointAddress, Protection } from '../../../shared/contract-server.ts';
import { CopyChip } from '../../controls/copy-chip.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { KeyWords } from '../../controls/key-words.tsx';
import { QrCode } from '../../controls/qr-code.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import { connectingWays } from './connecting-ways.ts';
import { NetworkWarning } from './network-warning.tsx';
import styles from './share-dialog.module.css';

const SCANNERS = ['browser', 'app'] as const;

interface ShareDialogProps {
  /** What to connect to; `undefined` while the dialog is closed. */
  readonly address: EndpointAddress | undefined;
  readonly onClose: () => void;
}

/** How others get files from one address of this server. */
export function ShareDialog({ address, onClose }: ShareDialogProps) {
  return (
    <Dialog title={t('share.title')} isOpen={address !== undefined} onClose={onClose}>
      {address !== undefined && <Ways address={address} />}
    </Dialog>
  );
}

const OPEN: Protection = {};

function Ways({ address }: { readonly address: EndpointAddress }) {
  const reach = usePanelState((state) => state.server?.reach);
  const protection = usePanelState((state) => state.server?.protection ?? OPEN);
  const [scanner, setScanner] = useState<'browser' | 'app'>('browser');
  const { link, address: typed, command, isHereOnly } = connectingWays(address, protection);
  const { accessCode, key } = protection;
  const held = accessCode === undefined ? 'key' : key === undefined ? 'code' : 'both';
  const isOpen = accessCode === undefined && key === undefined;
  // A phone that scans an address of loopback looks for the server on itself.
  const scanned = isHereOnly ? undefined : scanner === 'app' && !isOpen ? typed : link;
  return (
    <div className={styles.content}>
      <div className={styles.ways}>
        <Way
          title={t('share.browser')}
          hint={
            link === undefined
              ? t('share.noLink')
              : isHereOnly
                ? t('share.open')
                : t('share.openOrScan')
          }
        >
          {link !== undefined && <CopyChip text={link} look="best" />}
          {link !== undefined && accessCode !== undefined && (
            <div className={styles.code}>
              <span className={styles.hint}>{t('share.browserAsks')}</span>
              <CopyChip text={accessCode} look="code" />
            </div>
          )}
          {link !== undefined && key !== undefined && (
            <p className={styles.hint}>{t('share.browserWarns')}</p>
          )}
        </Way>
        <Way
          title={t('share.app')}
          hint={isOpen ? t('share.typeAddress') : t(`share.pasteLink.${held}`)}
        >
          <CopyChip text={typed} />
        </Way>
        <Way title={t('share.commandLine')} hint={t('share.runCommand')}>
          <CopyChip text={command} look="command" />
          {key !== undefined && (
            <>
              <p className={styles.hint}>{t('share.compareWords')}</p>
              <KeyWords label={t('control.keyLabel')} words={key.words} />
            </>
          )}
        </Way>
        {isHereOnly && <p className={styles.hint}>{t('share.hereOnly')}</p>}
        {reach === 'network' && <NetworkWarning />}
      </div>
      {scanned !== undefined && (
        <div className={styles.scanning}>
          <QrCode text={scanned} />
          {!isOpen && (
            <Segmented
              label={t('share.scanFor')}
              size="small"
              value={scanner}
              options={SCANNERS.map((value) => ({ value, label: t(`share.scanners.${value}`) }))}
              onChange={setScanner}
            />
          )}
        </div>
      )}
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
