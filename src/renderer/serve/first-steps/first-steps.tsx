import { Check, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import type { Settings } from '../../../shared/contract-settings.ts';
import { IconButton } from '../../controls/button.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { isAtRest } from '../../state/panel-state.ts';
import { t } from '../../language/language.ts';
import { isNewHere, stepsDone } from './first-steps-state.ts';
import styles from './first-steps.module.css';

/** All three are seen ticked for so long. */
const FINISHED_MS = 4000;

/** For who is new here: three steps, each ticked as it is done; gone for good once they are. */
export function FirstSteps() {
  const { host } = usePanel();
  const isNew = usePanelState(isNewHere);
  const hasFolder = usePanelState((state) => stepsDone(state)[0]);
  const isRunning = usePanelState((state) => stepsDone(state)[1]);
  const isAsked = usePanelState((state) => stepsDone(state)[2]);
  const [isFinished, setFinished] = useState(false);
  const isBegun = usePanelState((state) => state.settings?.firstSteps === 'begun');

  // The setting is another one in a moment.
  if (isNew && isAsked && !isFinished) setFinished(true);

  useEffect(() => {
    const keep = (firstSteps: Settings['firstSteps']): void => {
      // Without a host the banner says so, and the next change asks again.
      host.call('settings.set', { firstSteps }).catch(() => undefined);
    };
    if (!isNew) return;
    if (isAsked) keep('done');
    else if (hasFolder && !isBegun) keep('begun');
  }, [host, isNew, isBegun, hasFolder, isAsked]);

  useEffect(() => {
    if (!isFinished) return;
    const timer = setTimeout(() => setFinished(false), FINISHED_MS);
    return () => clearTimeout(timer);
  }, [isFinished]);

  if (!isNew && !isFinished) return null;
  const done = isFinished ? [true, true, true] : [hasFolder, isRunning, isAsked];
  return (
    <Path
      done={done}
      onDismiss={() => {
        setFinished(false);
        host.call('settings.set', { firstSteps: 'done' }).catch(() => undefined);
      }}
    />
  );
}

interface PathProps {
  readonly done: readonly boolean[];
  readonly onDismiss: () => void;
}

function Path({ done, onDismiss }: PathProps) {
  const isFree = usePanelState(isAtRest);
  const isForOthers = usePanelState(
    (state) => (isAtRest(state) ? state.settings?.reach : state.server?.reach) === 'network',
  );
  const current = done.indexOf(false);
  const steps = [
    t('firstSteps.chooseFolder'),
    t('firstSteps.start'),
    isForOthers ? t('firstSteps.openElsewhere') : t('firstSteps.openHere'),
  ];
  return (
    <section className={styles.card} aria-label={t('firstSteps.title')}>
      <div className={styles.main}>
        <ol className={styles.steps}>
          {steps.map((step, index) => (
            <li
              key={index}
              className={styles.step}
              data-done={done[index]}
              aria-current={index === current ? 'step' : undefined}
            >
              <span className={styles.number} aria-hidden>
                {done[index] === true ? <Check size={12} strokeWidth={3} /> : index + 1}
              </span>
              <span>
                {step}
                {done[index] === true && (
                  <VisuallyHidden elementType="span">, {t('firstSteps.done')}</VisuallyHidden>
                )}
              </span>
            </li>
          ))}
        </ol>
        {!isForOthers && current >= 0 && (
          <p className={styles.hint}>
            {isFree ? t('firstSteps.forOthers') : t('firstSteps.forOthersRunning')}
          </p>
        )}
      </div>
      <IconButton label={t('firstSteps.dismiss')} size="small" onPress={onDismiss}>
        <X size={14} aria-hidden />
      </IconButton>
    </section>
  );
}
