import { CircleCheck, CircleQuestionMark, CircleX, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { DoctorReport, Finding } from '../../shared/contract-doctor.ts';
import { findingTone } from '../../shared/doctor-sentences.ts';
import { failureSentence, findingText } from '../language/sentences.ts';
import { Button } from '../controls/button.tsx';
import { CopyChip } from '../controls/copy-chip.tsx';
import { Spinner } from '../controls/spinner.tsx';
import { VisibleText } from '../controls/visible-text.tsx';
import { useAttempt } from '../state/panel-context.tsx';
import { t } from '../language/language.ts';
import styles from './examination.module.css';

interface ExaminationProps {
  /** What is found out. */
  readonly label: string;
  readonly examine: () => Promise<readonly DoctorReport[]>;
}

/** Finds out, when asked to, what keeps a server from being reached, and says what to do. */
export function Examination({ label, examine }: ExaminationProps) {
  const attempt = useAttempt();
  const [reports, setReports] = useState<readonly DoctorReport[]>();

  function look(): void {
    attempt.run(async () => setReports(await examine()));
  }

  const isLooking = attempt.isPending;
  const showsAddress = (reports?.length ?? 0) > 1;
  return (
    <div className={styles.examination}>
      <Button
        size="small"
        look="quiet"
        isDisabled={isLooking}
        icon={isLooking ? <Spinner size={13} /> : <Stethoscope size={13} aria-hidden />}
        onPress={look}
      >
        {isLooking ? t('doctor.looking') : label}
      </Button>
      <div role="status" className={styles.reports}>
        {attempt.problem !== undefined && failureSentence(attempt.problem)}
        {reports?.map(({ address, findings }) => (
          <ul
            key={address}
            className={styles.findings}
            aria-label={t('doctor.findingsOf', { address })}
          >
            {showsAddress && <li className={styles.address}>{address}</li>}
            {findings.map((finding, index) => (
              <FindingRow key={index} finding={finding} />
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
}

const SIGNS = { good: CircleCheck, perhaps: CircleQuestionMark, bad: CircleX } as const;

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { what, advice, command } = findingText(finding);
  const tone = findingTone(finding);
  const Sign = SIGNS[tone];
  return (
    <li className={styles.finding} data-tone={tone}>
      <Sign size={14} aria-label={t(`doctor.tones.${tone}`)} className={styles.sign} />
      <div className={styles.words}>
        <p>
          <VisibleText text={what} wraps />
        </p>
        {advice !== '' && (
          <p className={styles.advice}>
            <VisibleText text={advice} wraps />
          </p>
        )}
        {command !== undefined && <CopyChip text={command} look="code" />}
      </div>
    </li>
  );
}
