import { useEffect, useState } from 'react';
import type { Diagnostics } from '../../shared/contract-host.ts';
import { Button } from '../controls/button.tsx';
import { copyText } from '../controls/copy-text.ts';
import { Dialog } from '../controls/dialog.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatClock, formatSeconds } from '../format/times.ts';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import { t } from '../language/language.ts';
import styles from './settings.module.css';
import { VisibleText } from '../controls/visible-text.tsx';
import { failureSentence } from '../language/sentences.ts';

export function DiagnosticsDialog() {
  const { store } = usePanel();
  const isOpen = usePanelState((state) => state.dialog === 'diagnostics');
  const [copied, setCopied] = useState<Diagnostics>();
  const [diagnostics, setDiagnostics] = useState<Diagnostics>();
  return (
    <Dialog
      title={t('diagnostics.title')}
      isOpen={isOpen}
      onClose={() => store.setState({ dialog: undefined })}
      actions={
        <Button
          isDisabled={diagnostics === undefined}
          onPress={() => {
            void copyText(JSON.stringify(diagnostics, undefined, 2)).then((isCopied) => {
              if (isCopied) setCopied(diagnostics);
            });
          }}
        >
          {copied !== undefined && copied === diagnostics
            ? t('diagnostics.copied')
            : t('diagnostics.copy')}
        </Button>
      }
    >
      <p className={styles.lead}>{t('diagnostics.hint')}</p>
      <Content diagnostics={diagnostics} onLoad={setDiagnostics} />
    </Dialog>
  );
}

interface ContentProps {
  readonly diagnostics: Diagnostics | undefined;
  readonly onLoad: (diagnostics: Diagnostics) => void;
}

/** Inside the dialog, so that it asks each time that one is opened. */
function Content({ diagnostics, onLoad }: ContentProps) {
  const { host } = usePanel();
  const { run, problem } = useAttempt();
  useEffect(() => {
    run(async () => onLoad(await host.call('diagnostics', {})));
  }, [host, run, onLoad]);

  if (problem !== undefined) return <ProblemNote>{failureSentence(problem)}</ProblemNote>;
  if (diagnostics === undefined) return <p>{t('diagnostics.loading')}</p>;
  return (
    <dl className={styles.facts}>
      {factsOf(diagnostics).map(([title, value]) => (
        <div key={title} style={{ display: 'contents' }}>
          <dt>{title}</dt>
          <dd>
            <VisibleText text={value} wraps />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(diagnostics: Diagnostics): [string, string][] {
  const { memory, problems, damagedSettingsFile } = diagnostics;
  const facts: [string, string][] = [
    [t('diagnostics.version'), diagnostics.version],
    [
      t('diagnostics.runtime'),
      Object.entries(diagnostics.runtime)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    [
      t('diagnostics.system'),
      `${diagnostics.platform} ${diagnostics.osRelease}, ${diagnostics.architecture}`,
    ],
    [t('diagnostics.processors'), formatCount(diagnostics.processors)],
    [t('diagnostics.uptime'), formatSeconds(diagnostics.uptimeMs)],
    [
      t('diagnostics.memory'),
      t('diagnostics.memoryDetail', {
        resident: formatBytes(memory.residentBytes),
        shared: formatBytes(memory.sharedBytes),
      }),
    ],
    [
      t('diagnostics.processorTime'),
      t('diagnostics.processorShare', { percent: diagnostics.cpuPercent.toFixed(1) }),
    ],
    [t('diagnostics.panels'), formatCount(diagnostics.panels)],
    [t('diagnostics.settingsFile'), diagnostics.settingsFile],
    [t('diagnostics.downloadsFile'), diagnostics.downloadsFile],
    [t('diagnostics.addresses'), diagnostics.addresses.map(({ host }) => host).join(', ')],
    [
      t('diagnostics.problems'),
      problems.length === 0
        ? t('diagnostics.noProblems')
        : problems
            .map(({ atMs, where, failure, message = '' }) => {
              const what = failure === undefined ? message : failureSentence(failure);
              return `${formatClock(atMs)} ${where}: ${what}`;
            })
            .join('; '),
    ],
  ];
  if (damagedSettingsFile !== undefined)
    facts.push([t('diagnostics.damagedSettingsFile'), damagedSettingsFile]);
  return facts;
}
