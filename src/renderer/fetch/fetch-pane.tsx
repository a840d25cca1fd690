import { AddressBar } from './address-bar/address-bar.tsx';
import { Downloads } from './downloads/downloads.tsx';
import styles from './fetch-pane.module.css';
import { FilesThere } from './files-there/files-there.tsx';

/** Getting files from a server. */
export function FetchPane() {
  return (
    <div className={styles.pane}>
      <AddressBar />
      <FilesThere />
      <Downloads />
    </div>
  );
}
