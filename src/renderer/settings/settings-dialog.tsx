import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { Switch } from '../controls/switch.tsx';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import { isAtRest } from '../state/panel-state.ts';
import { t } from '../language/language.ts';
import { LanguageSetting } from './language-setting.tsx';
import styles from './settings.module.css';
import { SpeedSettings } from './speed-settings.tsx';
import { VisibleText } from '../controls/visible-text.tsx';
import { failureSentence } from '../language/sentences.ts';

const THEMES = ['system', 'light', 'dark'] as const;
const DATES = ['server', 'download'] as const;
const CLOSINGS = ['ask', 'stay', 'stop'] as const;
const AUTOSTARTS = ['off', 'open', 'serve'] as const;

export function SettingsDialog() {
  const { store, host } = usePanel();
  const attempt = useAttempt();
  const isOpen = usePanelState((state) => state.dialog === 'settings');
  const settings = usePanelState((state) => state.settings);
  const isServing = !usePanelState(isAtRest);
  const capabilities = usePanelState((state) => state.capabilities);
  return (
    <Dialog
      title={t('settings.title')}
      isOpen={isOpen && settings !== undefined}
      onClose={() => store.setState({ dialog: undefined })}
    >
      {settings !== undefined && (
        <div className={styles.settings}>
          <LanguageSetting
            language={settings.language}
            onChange={(language) => attempt.run(() => host.call('settings.set', { language }))}
          />
          <div className={styles.setting}>
            <h3 className={styles.name}>{t('settings.theme')}</h3>
            <Segmented
              label={t('settings.theme')}
              value={settings.theme}
              options={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
              onChange={(theme) => attempt.run(() => host.call('settings.set', { theme }))}
            />
          </div>
          <Switch
            label={t('settings.shareHidden')}
            hint={isServing ? t('settings.shareHiddenFixed') : t('settings.shareHiddenHint')}
            isOn={settings.shareHidden}
            isDisabled={isServing}
            onChange={(shareHidden) =>
              attempt.run(() => host.call('settings.set', { shareHidden }))
            }
          />
          <Switch
            label={t('settings.announce')}
            hint={t('settings.announceHint')}
            isOn={settings.announce}
            isDisabled={false}
            onChange={(announce) => attempt.run(() => host.call('settings.set', { announce }))}
          />
          <div className={styles.setting}>
            <h3 className={styles.name}>{t('settings.fileDates')}</h3>
            <Segmented
              label={t('settings.fileDates')}
              value={settings.keepTimes ? 'server' : 'download'}
              options={DATES.map((value) => ({ value, label: t(`settings.dates.${value}`) }))}
              onChange={(dates) =>
                attempt.run(() => host.call('settings.set', { keepTimes: dates === 'server' }))
              }
            />
          </div>
          <SpeedSettings
            settings={settings}
            isServing={isServing}
            onChange={(patch) => attempt.run(() => host.call('settings.set', patch))}
          />
          {capabilities?.tray === true && (
            <div className={styles.setting}>
              <h3 className={styles.name}>{t('settings.whenClosing')}</h3>
              <Segmented
                label={t('settings.whenClosing')}
                value={settings.whenClosing}
                options={CLOSINGS.map((value) => ({
                  value,
                  label: t(`settings.closings.${value}`),
                }))}
                onChange={(whenClosing) =>
                  attempt.run(() => host.call('settings.set', { whenClosing }))
                }
              />
              <p className={styles.hint}>{t('settings.whenClosingHint')}</p>
            </div>
          )}
          {capabilities?.host === 'desktop' && (
            <Switch
              label={t('settings.serveAtStart')}
              hint={t('settings.serveAtStartHint')}
              isOn={settings.serveAtStart}
              isDisabled={false}
              onChange={(serveAtStart) =>
                attempt.run(() => host.call('settings.set', { serveAtStart }))
              }
            />
          )}
          {capabilities?.autostart === true && (
            <div className={styles.setting}>
              <h3 className={styles.name}>{t('settings.autostart')}</h3>
              <Segmented
                label={t('settings.autostart')}
                value={settings.autostart}
                options={AUTOSTARTS.map((value) => ({
                  value,
                  label: t(`settings.autostarts.${value}`),
                }))}
                onChange={(autostart) =>
                  attempt.run(() => host.call('settings.set', { autostart }))
                }
              />
              <p className={styles.hint}>{t('settings.autostartHint')}</p>
            </div>
          )}
          {attempt.problem !== undefined && (
            <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
          )}
          {capabilities !== undefined && (
            <div className={styles.about}>
              <span>
                <VisibleText
                  text={t('settings.version', {
                    version: capabilities.version,
                    host: capabilities.computerName,
                  })}
                  wraps
                />
              </span>
              <Button size="small" onPress={() => store.setState({ dialog: 'diagnostics' })}>
                {t('settings.diagnostics')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Dialog>
  );
}
