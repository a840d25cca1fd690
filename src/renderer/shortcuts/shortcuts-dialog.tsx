import { Fragment } from 'react';
import { Dialog } from '../controls/dialog.tsx';
import { usePanel, usePanelState } from '../state/panel-context.tsx';
import { strings } from '../strings/strings.ts';
import styles from './shortcuts-dialog.module.css';

const text = strings.shortcuts;

/** The sheet of all keys. */
export function ShortcutsDialog() {
  const { store } = usePanel();
  const isOpen = usePanelState((state) => state.dialog === 'shortcuts');
  return (
    <Dialog
      title={text.title}
      isOpen={isOpen}
      onClose={() => store.setState({ dialog: undefined })}
    >
      {/* In a low window it is scrolled, by keys, too. */}
      <div className={styles.groups} tabIndex={0}>
        {text.groups.map(({ title, keys }) => (
          <section key={title} className={styles.group}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([combination, what]) => (
                <Fragment key={combination}>
                  <dt>
                    <kbd className={styles.key}>{combination}</kbd>
                  </dt>
                  <dd className={styles.what}>{what}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
