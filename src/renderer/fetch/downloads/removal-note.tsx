import { X } from 'lucide-react';
import { Button, IconButton } from '../../controls/button.tsx';
import { strings } from '../../strings/strings.ts';
import styles from './downloads.module.css';
import type { DownloadCommanding } from './use-download-commands.ts';

const text = strings.downloads;

/** Offers to take the last removal back, as long as that can be. */
export function RemovalNote({ removal, undo, dismissRemoval }: DownloadCommanding) {
  if (removal === undefined) return null;
  return (
    <div className={styles.removal}>
      <span>{text.removed(removal.count)}</span>
      <Button size="small" onPress={undo}>
        {text.undo}
      </Button>
      <IconButton size="small" label={text.dismiss} onPress={dismissRemoval}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
