import { useState } from 'react';
import type { MethodParams } from '../../../shared/contract.ts';
import type { AddDownloadsResult, IfExists } from '../../../shared/contract-downloads.ts';
import { describeOmissions } from '../../language/sentences.ts';
import type { Host } from '../../state/host.ts';
import { useAttempt, usePanel, type Attempt } from '../../state/panel-context.tsx';
import { shownTabOf, remoteOf, type FetchTab } from '../../state/fetch-tabs.ts';
import { chooseFolder, chooseSaveFolder } from '../../state/folders.ts';
import { knownSizes } from '../files-there/selected-total.ts';
import type { Wanted } from '../files-there/folder-tree.ts';
import { wantedParts, type WantedPart } from './wanted-parts.ts';
import { FailureError } from '../../../shared/failure.ts';

type Collisions = Extract<AddDownloadsResult, { outcome: 'collisions' }>;
type Request = MethodParams<'downloads.add'>;

export interface Downloading {
  readonly attempt: Attempt;
  /** Queues downloads; asks first when names exist, and for a folder if there is none. */
  readonly start: (wanted: Wanted, onStarted?: () => void) => void;
  /** The same into a folder that is asked for, this time only. */
  readonly startTo: (wanted: Wanted) => void;
  /** The question that waits for an answer. */
  readonly question: Collisions | undefined;
  /** Answers it; without a choice nothing is downloaded. */
  readonly answer: (ifExists: IfExists | undefined) => void;
}

interface Question {
  readonly request: Request;
  readonly collisions: Collisions;
  readonly onStarted: () => void;
}

export function useDownloading(): Downloading {
  const { store, host } = usePanel();
  const attempt = useAttempt();
  const [question, setQuestion] = useState<Question>();

  async function add(wanted: Wanted, onStarted: () => void): Promise<void> {
    if (store.getState().settings?.saveTo === '') await chooseSaveFolder(store, host);
    await addTo(store.getState().settings?.saveTo ?? '', wanted, onStarted);
  }

  async function addTo(directory: string, wanted: Wanted, onStarted: () => void): Promise<void> {
    const tab = shownTabOf(store.getState());
    const remote = remoteOf(tab.remote);
    if (remote === undefined) throw new FailureError({ code: 'not-connected' });
    if (directory === '') return;
    const parts = wantedParts(withSizes(wanted.names, tab), wanted.folders);
    const request: Request = {
      ...(await select(host, parts)),
      ...{ endpoint: remote.endpoint, directory },
    };
    const result = await host.call('downloads.add', request);
    if (result.outcome === 'added') added(result, onStarted);
    else setQuestion({ request, collisions: result, onStarted });
  }

  return {
    attempt,
    question: question?.collisions,
    start: (wanted, onStarted = () => undefined) => attempt.run(() => add(wanted, onStarted)),
    startTo: (wanted) =>
      attempt.run(async () => {
        const directory = await chooseFolder(store, host, 'save');
        if (directory !== undefined) await addTo(directory, wanted, () => undefined);
      }),
    answer: (ifExists) => {
      setQuestion(undefined);
      if (question === undefined || ifExists === undefined) return;
      attempt.run(async () => {
        const result = await host.call('downloads.add', { ...question.request, ifExists });
        if (result.outcome === 'added') added(result, question.onStarted);
        // Remembered as the answer that is offered first the next time.
        await host.call('settings.set', { ifExists });
      });
    },
  };
}

/** @throws FailureError that says why nothing was added */
function added(
  { count, omitted }: Extract<AddDownloadsResult, { outcome: 'added' }>,
  onStarted: () => void,
): void {
  if (count > 0) {
    onStarted();
    return;
  }
  throw new FailureError({
    code: 'nothing-to-fetch',
    detail: describeOmissions(omitted),
  });
}

/** Sends all parts but the last, which is for the message that adds them. */
async function select(
  host: Host,
  parts: [...WantedPart[], WantedPart],
): Promise<WantedPart & { readonly selection?: number }> {
  const last = parts.at(-1)!;
  let selected: { selection?: number } = {};
  for (const part of parts.slice(0, -1)) {
    selected = await host.call('downloads.select', { ...part, ...selected });
  }
  return { ...last, ...selected };
}

/** The names with the sizes from the lists in sight. */
function withSizes(
  names: readonly string[],
  { remoteFolder, remoteCache }: FetchTab,
): WantedPart['files'] {
  const sizes = knownSizes(remoteFolder.value, remoteCache.value);
  return names.map((name) => {
    const size = sizes.get(name);
    return size === undefined ? { name } : { name, size };
  });
}
