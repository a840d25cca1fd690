import { lazy, Suspense, useId, useState } from 'react';
import type { LaboratoryReport } from '../../../shared/contract-laboratory.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { formatSmallShare, formatBytes, formatCount, formatShare } from '../../format/numbers.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import { Scores } from './scores.tsx';
import { LEAST_REQUESTS, type Verdict, verdictOf } from './verdict.ts';
import styles from './what-if.module.css';

const WINDOWS = ['recent', 'all'] as const;
type WindowName = (typeof WINDOWS)[number];

// Most never look at it.
const Curve = lazy(() => import('./curve.tsx').then(({ Curve }) => ({ default: Curve })));

/** What another rule, or another size, would have made of the requests. Not there until it has something to say. */
export function WhatIf() {
  const report = usePanelState((state) => state.laboratory);
  if (report === undefined || report.all.requests < LEAST_REQUESTS) return undefined;
  return <Card report={report} />;
}

function Card({ report }: { readonly report: LaboratoryReport }) {
  const [isOpen, setOpen] = useState(false);
  const [hasCurve, setHasCurve] = useState(false);
  const [name, setName] = useState<WindowName>('recent');
  const detailsId = useId();
  const window = report[name];
  return (
    <Section
      title={t('whatIf.title')}
      className={styles.section}
      summary={<span className={styles.sentence}>{sentenceOf(verdictOf(window))}</span>}
      actions={
        <Button
          look="quiet"
          size="small"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          onPress={() => setOpen(!isOpen)}
        >
          {t('whatIf.details')}
        </Button>
      }
    >
      <div id={detailsId} className={styles.details} hidden={!isOpen}>
        {isOpen && (
          <>
            <p className={styles.explanation}>{t('whatIf.explanation.what')}</p>
            <p className={styles.explanation}>{t('whatIf.explanation.ratios')}</p>
            <div className={styles.choices}>
              <Segmented
                size="small"
                label={t('whatIf.windowLabel')}
                value={name}
                options={WINDOWS.map((value) => ({ value, label: t(`whatIf.windows.${value}`) }))}
                onChange={setName}
              />
              <Button
                look="quiet"
                size="small"
                aria-expanded={hasCurve}
                onPress={() => setHasCurve(!hasCurve)}
              >
                {t('whatIf.curve')}
              </Button>
            </div>
            {hasCurve && (
              <Suspense fallback={<div className={styles.curve} />}>
                <Curve shadows={window.shadows} />
              </Suspense>
            )}
            <Scores window={window} capacityBytes={report.capacityBytes} />
            <p className={styles.explanation}>{comparisonOf(report, name)}</p>
          </>
        )}
      </div>
    </Section>
  );
}

function sentenceOf(verdict: Verdict | undefined): string {
  if (verdict === undefined) return t('whatIf.tooFew');
  const { policy, size } = verdict;
  if (policy !== undefined && size !== undefined) {
    const sizeText = formatBytes(size.score.capacityBytes);
    return t('whatIf.both', {
      policy: policy.score.policy,
      gain: share(policy.share),
      size: sizeText,
      sizeGain: share(size.share),
    });
  }
  if (policy !== undefined)
    return t('whatIf.policyOnly', { policy: policy.score.policy, gain: share(policy.share) });
  if (size !== undefined) {
    return t('whatIf.sizeOnly', {
      size: formatBytes(size.score.capacityBytes),
      gain: share(size.share),
    });
  }
  return t('whatIf.neither');
}

function share(part: number): string {
  return formatShare(part, 1);
}

/** How far what is shown is to be believed. */
function comparisonOf(
  { comparison, sampledShare, sinceMs, ...windows }: LaboratoryReport,
  name: WindowName,
): string {
  const { requests, differing } = windows[name];
  switch (comparison) {
    case 'exact':
      return differing === 0
        ? t('whatIf.exact', { count: requests })
        : t('whatIf.differs', { count: requests, differing: formatCount(differing) });
    case 'sample': {
      const since = new Date(sinceMs).toLocaleTimeString();
      return t('whatIf.sample', { share: formatSmallShare(sampledShare), since });
    }
    case 'missing':
      return t('whatIf.missing');
  }
}
