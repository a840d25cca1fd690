import type { Settings, SettingsPatch } from '../../shared/contract-settings.ts';
import { Segmented } from '../controls/segmented.tsx';
import { t } from '../language/language.ts';
import { RateField } from './rate-field.tsx';
import styles from './settings.module.css';

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
        <h3 className={styles.name}>{t('settings.parallel')}</h3>
        <Segmented
          label={t('settings.parallel')}
          value={parallel}
          options={PARALLEL.map((value) => ({
            value,
            label: value === '0' ? t('settings.automatic') : value,
          }))}
          onChange={(value) => onChange({ parallelDownloads: Number(value) })}
        />
        <p className={styles.hint}>{t('settings.parallelHint')}</p>
      </div>
      <RateField
        label={t('settings.downloadRate')}
        hint={t('settings.downloadRateHint')}
        value={settings.downloadRate}
        onChange={(downloadRate) => onChange({ downloadRate })}
      />
      <RateField
        label={t('settings.serveRate')}
        hint={isServing ? t('settings.serveRateFixed') : t('settings.serveRateHint')}
        value={settings.serveRate}
        isDisabled={isServing}
        onChange={(serveRate) => onChange({ serveRate })}
      />
      <RateField
        label={t('settings.serveRatePerClient')}
        hint={isServing ? t('settings.serveRateFixed') : t('settings.serveRatePerClientHint')}
        value={settings.serveRatePerClient}
        isDisabled={isServing}
        onChange={(serveRatePerClient) => onChange({ serveRatePerClient })}
      />
    </>
  );
}
