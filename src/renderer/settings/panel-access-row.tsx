import type { PanelAccess } from '../../shared/contract-host.ts';
import { formatEndpoint, isLoopback, isWildcard } from '../../shared/endpoint.ts';
import { VisibleText } from '../controls/visible-text.tsx';
import { t } from '../language/language.ts';
import { CliName } from './cli-name.tsx';
import type { SettingLine } from './setting-groups.ts';
import styles from './settings.module.css';

interface PanelAccessRowProps {
  readonly line: SettingLine;
  readonly access: PanelAccess;
}

/** Where this panel can be reached; it cannot be changed from within. */
export function PanelAccessRow({ line, access }: PanelAccessRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.line}>
        <span className={styles.name}>{line.label}</span>
        <CliName cli={line.cli} />
      </div>
      <p>
        <VisibleText text={placeOf(access)} wraps />
      </p>
      <p className={styles.hint}>{line.hint}</p>
    </div>
  );
}

function placeOf({ host, port, isEncrypted }: PanelAccess): string {
  if (isWildcard(host)) return t('settings.panelOpen', { port: port.toFixed(0) });
  const address = `${isEncrypted ? 'https' : 'http'}://${formatEndpoint({ host, port })}`;
  return isLoopback(host)
    ? t('settings.panelHere', { address })
    : t('settings.panelAt', { address });
}
