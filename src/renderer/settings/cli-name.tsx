import type { SettingLine } from './setting-groups.ts';
import styles from './settings.module.css';

/** What a setting is on the command line, if it is there. */
export function CliName({ cli }: { readonly cli: SettingLine['cli'] | undefined }) {
  if (cli === undefined) return null;
  return (
    <code dir="ltr" className={styles.cli}>
      {cli}
    </code>
  );
}
