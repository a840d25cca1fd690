import type { Settings, SettingsPatch } from '../../shared/contract-settings.ts';
import { Segmented } from '../controls/segmented.tsx';
import { strings } from '../strings/strings.ts';
import { RateField } from './rate-field.tsx';
import styles from './settings.module.css';

const text = strings.settings;

/** As texts, for the control; 0 leaves it to what the server is. */
const PARALLEL = ['0', '1', '2', '4', '8'] as const;

interface SpeedSettingsProps {
  readonly settings: Settings;
  readonly isServing: boolean;
  readonly onChange: (patch: SettingsPatch) => void;
}

/** How much at once and how fast, for downloads and for the server. */
export function SpeedSettings({ settings, isServing, onChange }: SpeedSettingsProps) {
  const parallel = settings.parallelDownloads.toFixed(0);
  return (
    <>
      <div className={styles.setting}>
        <h3 className={styles.name}>{text.parallel}</h3>
        <Segmented
          label={text.parallel}
          value={parallel}
          options={PARALLEL.map((value) => ({
            value,
            label: value === '0' ? text.automatic : value,
          }))}
          onChange={(value) => onChange({ parallelDownloads: Number(value) })}
        />
        <p className={styles.hint}>{text.parallelHint}</p>
      </div>
      <RateField
        label={text.downloadRate}
        hint={text.downloadRateHint}
        value={settings.downloadRate}
        onChange={(downloadRate) => onChange({ downloadRate })}
      />
      <RateField
        label={text.serveRate}
        hint={isServing ? text.serveRateFixed : text.serveRateHint}
        value={settings.serveRate}
        isDisabled={isServing}
        onChange={(serveRate) => onChange({ serveRate })}
      />
      <RateField
        label={text.serveRatePerClient}
        hint={isServing ? text.serveRateFixed : text.serveRatePerClientHint}
        value={settings.serveRatePerClient}
        isDisabled={isServing}
        onChange={(serveRatePerClient) => onChange({ serveRatePerClient })}
      />
    </>
  );
}
