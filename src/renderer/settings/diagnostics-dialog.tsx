import { useEffect, useState } from 'react';
import { formatSeconds } from '../../shared/format.ts';
import type { Diagnostics } from '../../shared/contract-host.ts';
import { formatBytes } from '../../shared/units.ts';
import { Button } from '../controls/button.tsx';
import { copyText } from '../controls/copy-text.ts';
import { Dialog } from '../controls/dialog.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { formatCount } from '../format/numbers.ts';
import { formatClock } from '../format/times.ts';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import { strings } from '../strings/strings.ts';
import styles from './settings.module.css';
import { VisibleText } from '../controls/visible-text.tsx';
import { failureSentence } from '../language/sentences.ts';

const text = strings.diagnostics;

export function DiagnosticsDialog() {
  const { store } = usePanel();
  const isOpen = usePanelState((state) => state.dialog === 'diagnostics');
  const [copied, setCopied] = useState<Diagnostics>();
  const [diagnostics, setDiagnostics] = useState<Diagnostics>();
  return (
    <Dialog
      title={text.title}
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
          {copied !== undefined && copied === diagnostics ? text.copied : text.copy}
        </Button>
      }
    >
      <p className={styles.lead}>{text.hint}</p>
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
  if (diagnostics === undefined) return <p>{text.loading}</p>;
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
    [text.version, diagnostics.version],
    [
      text.runtime,
      Object.entries(diagnostics.runtime)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    [text.system, `${diagnostics.platform} ${diagnostics.osRelease}, ${diagnostics.architecture}`],
    [text.processors, formatCount(diagnostics.processors)],
    [text.uptime, formatSeconds(diagnostics.uptimeMs)],
    [
      text.memory,
      text.memoryDetail(formatBytes(memory.residentBytes), formatBytes(memory.sharedBytes)),
    ],
    [text.processorTime, text.processorShare(diagnostics.cpuPercent.toFixed(1))],
    [text.panels, formatCount(diagnostics.panels)],
    [text.settingsFile, diagnostics.settingsFile],
    [text.downloadsFile, diagnostics.downloadsFile],
    [text.addresses, diagnostics.addresses.map(({ host }) => host).join(', ')],
    [
      text.problems,
      problems.length === 0
        ? text.noProblems
        : problems
            .map(({ atMs, where, failure, message = '' }) => {
              const what = failure === undefined ? message : failureSentence(failure);
              return `${formatClock(atMs)} ${where}: ${what}`;
            })
            .join('; '),
    ],
  ];
  if (damagedSettingsFile !== undefined)
    facts.push([text.damagedSettingsFile, damagedSettingsFile]);
  return facts;
}
