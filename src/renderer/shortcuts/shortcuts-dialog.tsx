import { Fragment } from 'react';
import { Dialog } from '../controls/dialog.tsx';
import { usePanel, usePanelState } from '../state/panel-context.tsx';
import { t } from '../language/language.ts';
import { shortcutGroups } from './shortcut-groups.ts';
import styles from './shortcuts-dialog.module.css';

/** The sheet of all keys. */
export function ShortcutsDialog() {
  const { store } = usePanel();
  const isOpen = usePanelState((state) => state.dialog === 'shortcuts');
  return (
    <Dialog
      title={t('shortcuts.title')}
      isOpen={isOpen}
      onClose={() => store.setState({ dialog: undefined })}
    >
      {/* In a low window it is scrolled, by keys, too. */}
      <div className={styles.groups} tabIndex={0}>
        {shortcutGroups().map(({ title, shortcuts }) => (
          <section key={title} className={styles.group}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {shortcuts.map(({ keys, does }) => (
                <Fragment key={keys}>
                  <dt>
                    <kbd className={styles.key}>{keys}</kbd>
                  </dt>
                  <dd className={styles.what}>{does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
