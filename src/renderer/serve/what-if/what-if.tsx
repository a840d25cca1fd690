import { lazy, Suspense, useId, useState } from 'react';
import type { LaboratoryReport } from '../../../shared/contract-laboratory.ts';
import { formatBytes } from '../../../shared/units.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { formatCount, formatShare } from '../../format/numbers.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import { Scores } from './scores.tsx';
import { LEAST_REQUESTS, type Verdict, verdictOf } from './verdict.ts';
import styles from './what-if.module.css';

const text = strings.whatIf;
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
      title={text.title}
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
          {text.details}
        </Button>
      }
    >
      <div id={detailsId} className={styles.details} hidden={!isOpen}>
        {isOpen && (
          <>
            {text.explanation.map((line) => (
              <p key={line} className={styles.explanation}>
                {line}
              </p>
            ))}
            <div className={styles.choices}>
              <Segmented
                size="small"
                label={text.windowLabel}
                value={name}
                options={WINDOWS.map((value) => ({ value, label: text.windows[value] }))}
                onChange={setName}
              />
              <Button
                look="quiet"
                size="small"
                aria-expanded={hasCurve}
                onPress={() => setHasCurve(!hasCurve)}
              >
                {text.curve}
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
  if (verdict === undefined) return text.tooFew;
  const { policy, size } = verdict;
  if (policy !== undefined && size !== undefined) {
    const sizeText = formatBytes(size.score.capacityBytes);
    return text.both(policy.score.policy, share(policy.share), sizeText, share(size.share));
  }
  if (policy !== undefined) return text.policyOnly(policy.score.policy, share(policy.share));
  if (size !== undefined) {
    return text.sizeOnly(formatBytes(size.score.capacityBytes), share(size.share));
  }
  return text.neither;
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
        ? text.exact(formatCount(requests))
        : text.differs(formatCount(requests), formatCount(differing));
    case 'sample': {
      const since = new Date(sinceMs).toLocaleTimeString();
      return text.sample(`${(sampledShare * 100).toPrecision(2)} %`, since);
    }
    case 'missing':
      return text.missing;
  }
}
