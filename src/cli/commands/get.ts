import { ENGLISH_OMISSIONS } from '../../shared/locales/english-omissions.ts';
import path from 'node:path';
import { createRateMemory, startDownloadsHere } from '../../engine/index.ts';
import type {
  DownloadBatch,
  DownloadEvent,
  DownloadFailed,
  DownloadOptions,
  DownloadOutcome,
  RateMemory,
} from '../../engine/index.ts';
import { describeOmissions, mergeOmissions } from '../../shared/omissions.ts';
import { formatBytes } from '../../shared/units.ts';
import { usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { describeFailure, exitCodeOf, reportOf } from '../failures.ts';
import { printError, printNote } from '../output/error-line.ts';
import { visibleJson } from '../../shared/visible-text.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import { openAdmission } from '../admission/admission.ts';
import type { KnownServer } from '../admission/admission.ts';
import type { ServerArgument } from '../settings/host-port.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { GET_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags, SettingValues } from '../settings/settings.ts';
import { folderPrefix } from '../settings/folder-prefix.ts';
import type { DownloadDisplay } from '../views/download-display.ts';
import { describeOutcome, outcomeFields } from '../views/download-report.ts';
import { describeRetry } from '../views/retry-line.ts';
import { stopRequests } from '../stop-requests.ts';
import type { StopRequests } from '../stop-requests.ts';
import type { Failure } from '../../shared/contract-failure.ts';
import { isEntryFailure, kindOf } from '../../shared/failure.ts';
import { failureSentence } from '../../shared/failure-sentences.ts';

type FilesChosen = Extract<DownloadEvent, { readonly type: 'filesChosen' }>;

interface GetRequest {
  readonly server: ServerArgument;
  readonly names: readonly string[];
  readonly flags: RawFlags;
}

type GetSettings = SettingValues<(typeof GET_SETTING_KEYS)[number]>;

/** Fetches files, or whole folders, into a folder of this computer. */
export async function get(context: Context, request: GetRequest): Promise<ExitCode> {
  const settings = await loadSettings(GET_SETTING_KEYS, request.flags, context.environment);
  const selections = chooseSelections(request);
  const { server, flags } = request;
  const admission = await openAdmission(context, { server, settings, flags });
  const display = await openDisplay(context, settings);
  const stops = stopRequests();
  const outcomes: DownloadOutcome[] = [];
  const chosen: FilesChosen[] = [];
  const interrupt = new AbortController();
  const { limitRate = 0 } = settings;
  const rate = limitRate === 0 ? undefined : createRateMemory(limitRate);
  try {
    for (const names of selections) {
      const fetchThem = async (known: KnownServer): Promise<void> => {
        const options = downloadOptions(known, { settings, flags, names, rate });
        const batch = startDownloadsHere(options);
        const unwatch = onStop(stops, () => {
          if (interrupt.signal.aborted) {
            display?.close();
            process.exit(EXIT.interrupted);
          }
          interrupt.abort();
          batch.cancel();
        });
        try {
          outcomes.push(...(await follow({ context, settings, display, batch, options, chosen })));
        } finally {
          unwatch();
        }
      };
      try {
        await admission.attempt(fetchThem);
      } catch (error) {
        // Interrupted before it was known which files there are.
        if (!interrupt.signal.aborted) throw error;
      }
      if (interrupt.signal.aborted) break;
    }
  } finally {
    stops.end();
    display?.close();
  }
  if (settings.json) context.terminal.out.line(visibleJson(jsonReport(request, outcomes, chosen)));
  if (interrupt.signal.aborted) {
    sayHowToContinue(context, outcomes);
    return EXIT.interrupted;
  }
  const refusedEntry = failures(outcomes).find(({ error }) => isEntryFailure(error));
  if (refusedEntry) printError(context, await describeFailure(refusedEntry.error));
  const isIncomplete = chosen.some(({ truncated, omitted }) => truncated || omitted.length > 0);
  return firstFailure(outcomes) ?? (isIncomplete ? EXIT.refused : EXIT.done);
}

function chooseSelections({ names, flags }: GetRequest): DownloadOptions['names'][] {
  if (flags['recursive'] === true) {
    const folders = names.length > 0 ? names : [''];
    return folders.map((folder) => ({ prefix: folderPrefix(folder), recursive: true }));
  }
  if (names.length === 0) {
    throw usageError('Which files shall be fetched? Name them, or use --recursive for everything');
  }
  return [names];
}

interface Wishes {
  readonly settings: GetSettings;
  readonly flags: RawFlags;
  readonly names: DownloadOptions['names'];
  /** Of all that is fetched. */
  readonly rate: RateMemory | undefined;
}

function downloadOptions(
  server: KnownServer,
  { settings, flags, names, rate }: Wishes,
): DownloadOptions {
  const { to, ifExists, retryFor, retries, dialect, parallel } = settings;
  return {
    ...server,
    names,
    directory: to ?? '.',
    verify: flags['verify'] !== false,
    keepTimes: flags['keepTimes'] !== false,
    sha256: flags['sha256'] === true,
    ...(ifExists === undefined ? {} : { ifExists }),
    ...(retryFor === undefined ? {} : { retryForMs: retryFor }),
    ...(retries === undefined ? {} : { retries }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(parallel === undefined ? {} : { parallel }),
    ...(rate === undefined ? {} : { rate }),
  };
}

async function openDisplay(
  { terminal }: Context,
  { json, quiet }: GetSettings,
): Promise<DownloadDisplay | undefined> {
  if (!terminal.err.canRedraw || json || quiet) return undefined;
  // The progress bars are loaded only where somebody can see them.
  const { DownloadDisplay } = await import('../views/download-display.ts');
  return new DownloadDisplay(terminal.err);
}

/** Calls back at every wish to stop; returns the function that ends this. */
function onStop(stops: StopRequests, stop: () => void): () => void {
  const ended = new AbortController();
  const watch = async (): Promise<void> => {
    await stops.next();
    if (ended.signal.aborted) return;
    stop();
    await watch();
  };
  void watch();
  return () => ended.abort();
}

interface Following {
  readonly context: Context;
  readonly settings: GetSettings;
  readonly display: DownloadDisplay | undefined;
  readonly batch: DownloadBatch;
  readonly options: DownloadOptions;
  /** What was chosen of each folder is added to these. */
  readonly chosen: FilesChosen[];
}

/** Reports what happens in a batch while it happens; resolves to how each file ended. */
async function follow(following: Following): Promise<readonly DownloadOutcome[]> {
  const { display, batch } = following;
  const unsubscribe = batch.onEvents((events) => {
    for (const event of events) {
      display?.show(event);
      report(following, event);
    }
  });
  try {
    return await batch.done;
  } finally {
    unsubscribe();
  }
}

function report(following: Following, event: DownloadEvent): void {
  const { context, settings, display } = following;
  switch (event.type) {
    case 'filesChosen':
      following.chosen.push(event);
      if (event.files.length === 0 && !settings.quiet) {
        aside(following, () => {
          printNote(context, describeNothing(following.options.names));
        });
      }
      for (const message of describeMissing(event)) {
        aside(following, () => printError(context, message));
      }
      return;
    case 'downloadRetried':
    case 'reconnectionRetried':
      // Where there are bars, the one of the file counts down.
      if (settings.quiet || (display?.isShown === true && event.attempt > 1)) return;
      aside(following, () => {
        printNote(context, describeRetry(event));
      });
      return;
    case 'downloadEnded':
      aside(following, () => {
        reportOutcome(following, event.outcome);
      });
      return;
    case 'connected':
    case 'downloadStarted':
    case 'downloadProgressed':
      return;
  }
}

/** What a folder's download cannot contain. */
function describeMissing({ truncated, omitted }: FilesChosen): string[] {
  return [
    ...(truncated
      ? [
          'There are more files than the server lists at once. Fetch the folders below one by one to have them all.',
        ]
      : []),
    ...(omitted.length > 0
      ? [
          `${describeOmissions(omitted, ENGLISH_OMISSIONS)} Ask for these to be renamed, or made readable, there.`,
        ]
      : []),
  ];
}

function describeNothing(names: DownloadOptions['names']): string {
  return 'prefix' in names && names.prefix !== ''
    ? `nothing is shared below ${names.prefix}, so nothing was fetched`
    : 'nothing is shared, so nothing was fetched';
}

/** Lines stand above the progress bars, not in them. */
function aside({ display }: Following, print: () => void): void {
  if (display) display.printAbove(print);
  else print();
}

function reportOutcome({ context, settings, options }: Following, outcome: DownloadOutcome): void {
  if ('error' in outcome) {
    // One line for all of them follows at the end.
    if (outcome.status === 'canceled' || isEntryFailure(outcome.error)) return;
    const { error, name } = outcome;
    printError(
      context,
      error.code === 'exists'
        ? `${name} exists already in ${options.directory}. Say what to do about it: --if-exists keep-both, replace or skip.`
        : isFolder(error)
          ? `${failureSentence(error)} To fetch it: fifolio get ${formatEndpoint(options)} ${name} --recursive`
          : withWhatIsKept(outcome),
    );
    return;
  }
  if (settings.json) return;
  const { out } = context.terminal;
  if (!settings.quiet) {
    out.line(out.isTerminal ? describeOutcome(outcome, out.colors) : outcomeFields(outcome));
  } else if (outcome.status === 'completed' && outcome.sha256 !== undefined) {
    out.line(outcomeFields(outcome));
  }
}

function withWhatIsKept({ error, resumableBytes }: DownloadFailed): string {
  const message = failureSentence(error);
  return kindOf(error) === 'connection-lost' && resumableBytes > 0
    ? `${message} ${formatBytes(resumableBytes)} of it ${resumableBytes === 1 ? 'is' : 'are'} kept, and the same command goes on from there.`
    : message;
}

/** The code is that of everything that is no file; only the words of our own server tell which. */
function isFolder(failure: Failure): boolean {
  return (
    failure.code === 'refused' &&
    failure.refusal === 'not-a-file' &&
    /\bfolder\b/.test(failure.message)
  );
}

function jsonReport(
  { server }: GetRequest,
  outcomes: readonly DownloadOutcome[],
  chosen: readonly FilesChosen[],
): unknown {
  return {
    address: formatEndpoint(server.endpoint),
    files: outcomes.map((outcome) =>
      'error' in outcome ? { ...outcome, error: reportOf(outcome.error) } : outcome,
    ),
    truncated: chosen.some(({ truncated }) => truncated),
    omitted: mergeOmissions(chosen.flatMap(({ omitted }) => omitted)),
  };
}

function sayHowToContinue(context: Context, outcomes: readonly DownloadOutcome[]): void {
  const unfinished = failures(outcomes);
  const kept = unfinished.filter(({ resumableBytes }) => resumableBytes > 0);
  const parts = kept.map(
    ({ name, resumableBytes }) => `${formatBytes(resumableBytes)} of ${path.posix.basename(name)}`,
  );
  const keptText =
    parts.length > 0
      ? `${parts.join(', ')} ${parts.length === 1 ? 'is' : 'are'} kept in .part; run the same command again to continue`
      : 'nothing had arrived yet';
  printError(context, `Interrupted; ${keptText}`);
}

function firstFailure(outcomes: readonly DownloadOutcome[]): ExitCode | undefined {
  const [failed] = failures(outcomes);
  return failed && exitCodeOf(failed.error);
}

function failures(outcomes: readonly DownloadOutcome[]): readonly DownloadFailed[] {
  return outcomes.filter((outcome) => 'error' in outcome);
}
