import { RotateCcw } from 'lucide-react';
import { useId, useRef } from 'react';
import type { Settings, SettingsFrame } from '../../shared/contract-settings.ts';
import { failureSentence } from '../language/sentences.ts';
import { IconButton } from '../controls/button.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { Switch } from '../controls/switch.tsx';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import { isAtRest } from '../state/panel-state.ts';
import { t } from '../language/language.ts';
import { CliName } from './cli-name.tsx';
import { SettingField } from './setting-field.tsx';
import type { SettingControl, SettingLine } from './setting-groups.ts';
import styles from './settings.module.css';

interface SettingRowProps {
  readonly line: SettingLine;
  readonly control: SettingControl;
  readonly settings: Settings;
  readonly frame: SettingsFrame;
}

/** A setting: what it is, how it is changed, and its way back. */
export function SettingRow({ line, control, settings, frame }: SettingRowProps) {
  const { label, cli, isOfServer = false } = line;
  const { host } = usePanel();
  const attempt = useAttempt();
  const isServing = !usePanelState(isAtRest);
  const hintId = useId();
  const row = useRef<HTMLDivElement>(null);
  const { name } = control;
  const isGiven = frame.given[name] !== undefined;
  const isFixed = isGiven || (isOfServer && isServing);
  const hint = isGiven ? t('settings.given') : isFixed ? t('settings.fixed') : line.hint;
  const isDefault = settings[name] === frame.defaults[name];

  function set(value: Settings[typeof name]): void {
    attempt.run(() => host.call('settings.set', { [name]: value }));
  }

  function reset(): void {
    set(frame.defaults[name]);
    // The button goes away; the focus stays with the setting.
    focusControl(row.current);
  }

  const beside = (
    <>
      <CliName cli={cli} />
      {!isDefault && !isFixed && (
        <span className={styles.reset}>
          <IconButton label={t('settings.reset', { label })} size="small" onPress={reset}>
            <RotateCcw size={13} aria-hidden />
          </IconButton>
        </span>
      )}
    </>
  );
  return (
    <div ref={row} className={styles.row}>
      {control.kind === 'switch' ? (
        <Switch
          {...{ label, hint, beside }}
          isOn={settings[control.name]}
          isDisabled={isFixed}
          onChange={set}
        />
      ) : (
        <>
          <div className={styles.line}>
            <span className={styles.name}>{label}</span>
            {beside}
          </div>
          <div className={styles.control} data-control>
            <SettingField
              {...{ label, control, isFixed }}
              settings={{ ...settings, ...frame.given } as Settings}
              describedBy={hintId}
              onChange={set}
            />
          </div>
          {hint !== '' && (
            <p id={hintId} className={styles.hint}>
              {hint}
            </p>
          )}
        </>
      )}
      {attempt.problem !== undefined && (
        <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
      )}
    </div>
  );
}

function focusControl(row: HTMLElement | null): void {
  const control = row?.querySelector<HTMLElement>('input:checked, input:not([type=radio])');
  (control ?? row?.querySelector<HTMLElement>('input, [data-control] button'))?.focus();
}
