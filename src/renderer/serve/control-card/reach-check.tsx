import { Examination } from '../../doctor/examination.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';

/** Whether others can reach a server that is open to them, and under which name they find it. */
export function ReachCheck() {
  const { host } = usePanel();
  const isOpen = usePanelState(
    ({ server }) => server?.phase === 'running' && server.reach === 'network',
  );
  const name = usePanelState((state) => state.server?.announcedAs);
  if (!isOpen) return null;
  return (
    <>
      <Examination
        label={t('control.canOthersReach')}
        examine={async () => (await host.call('doctor.serving', {})).reports}
      />
      {name !== undefined && (
        <p className={styles.announced}>
          <VisibleText text={t('control.announcedAs', { name })} wraps />
        </p>
      )}
    </>
  );
}
