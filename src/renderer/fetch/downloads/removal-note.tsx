import { X } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { t } from '../../language/language.ts';
import styles from './downloads.module.css';
import type { DownloadCommanding } from './use-download-commands.ts';

/** Offers to take the last removal back, as long as that can be. */
export function RemovalNote({ removal, undo, dismissRemoval }: DownloadCommanding) {
  if (removal === undefined) return null;
  return (
    <div className={styles.removal}>
      <span>{t('downloads.removed', { count: removal.count })}</span>
      <Button size="small" onPress={undo}>
        {t('downloads.undo')}
      </Button>
      <IconButton size="small" label={t('downloads.dismiss')} onPress={dismissRemoval}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
