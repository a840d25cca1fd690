import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { Switch } from '../controls/switch.tsx';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import { isAtRest } from '../state/panel-state.ts';
import { strings } from '../strings/strings.ts';
import styles from './settings.module.css';
import { SpeedSettings } from './speed-settings.tsx';
import { VisibleText } from '../controls/visible-text.tsx';
import { failureSentence } from '../language/sentences.ts';

const text = strings.settings;
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
      title={text.title}
      isOpen={isOpen && settings !== undefined}
      onClose={() => store.setState({ dialog: undefined })}
    >
      {settings !== undefined && (
        <div className={styles.settings}>
          <div className={styles.setting}>
            <h3 className={styles.name}>{text.theme}</h3>
            <Segmented
              label={text.theme}
              value={settings.theme}
              options={THEMES.map((value) => ({ value, label: text.themes[value] }))}
              onChange={(theme) => attempt.run(() => host.call('settings.set', { theme }))}
            />
          </div>
          <Switch
            label={text.shareHidden}
            hint={isServing ? text.shareHiddenFixed : text.shareHiddenHint}
            isOn={settings.shareHidden}
            isDisabled={isServing}
            onChange={(shareHidden) =>
              attempt.run(() => host.call('settings.set', { shareHidden }))
            }
          />
          <Switch
            label={text.announce}
            hint={text.announceHint}
            isOn={settings.announce}
            isDisabled={false}
            onChange={(announce) => attempt.run(() => host.call('settings.set', { announce }))}
          />
          <div className={styles.setting}>
            <h3 className={styles.name}>{text.fileDates}</h3>
            <Segmented
              label={text.fileDates}
              value={settings.keepTimes ? 'server' : 'download'}
              options={DATES.map((value) => ({ value, label: text.dates[value] }))}
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
              <h3 className={styles.name}>{text.whenClosing}</h3>
              <Segmented
                label={text.whenClosing}
                value={settings.whenClosing}
                options={CLOSINGS.map((value) => ({ value, label: text.closings[value] }))}
                onChange={(whenClosing) =>
                  attempt.run(() => host.call('settings.set', { whenClosing }))
                }
              />
              <p className={styles.hint}>{text.whenClosingHint}</p>
            </div>
          )}
          {capabilities?.host === 'desktop' && (
            <Switch
              label={text.serveAtStart}
              hint={text.serveAtStartHint}
              isOn={settings.serveAtStart}
              isDisabled={false}
              onChange={(serveAtStart) =>
                attempt.run(() => host.call('settings.set', { serveAtStart }))
              }
            />
          )}
          {capabilities?.autostart === true && (
            <div className={styles.setting}>
              <h3 className={styles.name}>{text.autostart}</h3>
              <Segmented
                label={text.autostart}
                value={settings.autostart}
                options={AUTOSTARTS.map((value) => ({ value, label: text.autostarts[value] }))}
                onChange={(autostart) =>
                  attempt.run(() => host.call('settings.set', { autostart }))
                }
              />
              <p className={styles.hint}>{text.autostartHint}</p>
            </div>
          )}
          {attempt.problem !== undefined && (
            <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
          )}
          {capabilities !== undefined && (
            <div className={styles.about}>
              <span>
                <VisibleText
                  text={text.version(capabilities.version, capabilities.computerName)}
                  wraps
                />
              </span>
              <Button size="small" onPress={() => store.setState({ dialog: 'diagnostics' })}>
                {text.diagnostics}
              </Button>
            </div>
          )}
        </div>
      )}
    </Dialog>
  );
}
