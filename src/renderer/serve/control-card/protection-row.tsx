import { ChevronDown, ChevronRight, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../controls/button.tsx';
import { CheckField } from '../../controls/check-field.tsx';
import { CopyChip } from '../../controls/copy-chip.tsx';
import { KeyWords } from '../../controls/key-words.tsx';
import { usePanel, usePanelState, type Attempt } from '../../state/panel-context.tsx';
import { isAtRest } from '../../state/panel-state.ts';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';

/** Who may come in, and who can listen. */
export function ProtectionRow({ attempt }: { readonly attempt: Attempt }) {
  return (
    <>
      <span className={styles.label}>{t('control.protection')}</span>
      <div className={styles.access}>
        <AccessCode attempt={attempt} />
        <Encryption attempt={attempt} />
      </div>
    </>
  );
}

/** Can be changed at any time. */
function AccessCode({ attempt }: { readonly attempt: Attempt }) {
  const { host } = usePanel();
  const code = usePanelState((state) => state.server?.protection.accessCode);
  const isTurning = usePanelState(
    ({ server }) => server?.phase === 'starting' || server?.phase === 'stopping',
  );
  return (
    <div className={styles.value}>
      <CheckField
        label={t('control.askForCode')}
        isOn={code !== undefined}
        isDisabled={isTurning}
        onChange={(isAsked) => attempt.run(() => host.call('server.askForCode', { isAsked }))}
      />
      {code !== undefined && (
        <>
          <CopyChip text={code} look="code" />
          <IconButton
            label={t('control.renewCode')}
            size="small"
            isDisabled={isTurning}
            onPress={() => attempt.run(() => host.call('server.renewCode', {}))}
          >
            <RefreshCw size={13} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
}

/** While it runs, what was chosen stays. */
function Encryption({ attempt }: { readonly attempt: Attempt }) {
  const { host } = usePanel();
  const key = usePanelState((state) => state.server?.protection.key);
  const isFree = usePanelState(isAtRest);
  const isChosen = usePanelState((state) => state.settings?.encrypt ?? false);
  const [showsKey, setShowsKey] = useState(false);
  const Chevron = showsKey ? ChevronDown : ChevronRight;
  const isOn = isFree ? isChosen : key !== undefined;
  return (
    <div className={styles.encryption}>
      <div className={styles.value}>
        <CheckField
          label={t('control.encrypt')}
          isOn={isOn}
          isDisabled={!isFree}
          onChange={(encrypt) => attempt.run(() => host.call('settings.set', { encrypt }))}
        />
        {key === undefined ? (
          <span className={styles.hint}>
            {isFree ? t('control.encryptHint') : t('control.encryptFixed')}
          </span>
        ) : (
          <Button
            size="small"
            look="quiet"
            aria-expanded={showsKey}
            icon={<Chevron size={13} aria-hidden />}
            onPress={() => setShowsKey(!showsKey)}
          >
            {t('control.showKey')}
          </Button>
        )}
      </div>
      {key !== undefined && showsKey && (
        <div className={styles.key}>
          <span className={styles.hint}>{t('control.keyWords')}</span>
          <KeyWords label={t('control.keyLabel')} words={key.words} />
        </div>
      )}
    </div>
  );
}
