import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { requireBuiltCli } from '../../harness/fifolio.ts';
import { serveWithPanel } from '../../harness/panel.ts';
import { seeded } from '../../harness/random.ts';
import type { Resources } from '../../harness/resources.ts';
import { ChangingFiles } from './changing-files.ts';
import { changingActivities } from './clients/changing.ts';
import { connectTo, KeptConnections } from './clients/connections.ts';
import { controlActivities } from './clients/controls.ts';
import { programActivities } from './clients/programs.ts';
import { questionActivities } from './clients/questions.ts';
import { refusedActivities } from './clients/refused.ts';
import { troublesomeActivities } from './clients/troublesome.ts';
import { httpActivities } from './clients/http.ts';
import { unchangingActivities } from './clients/unchanging.ts';
import { Load } from './load.ts';
import { PanelClient } from './panel-client.ts';
import { Sampler, type Footprint, type Sample } from './sampler.ts';
import { oneOf, type Surroundings } from './surroundings.ts';
import { Tally } from './tally.ts';
import { makeUnchangingFiles } from './unchanging-files.ts';
import { judge, type Verdict } from './verdict.ts';

const PORTS = 2;
const SAMPLE_EVERY_MS = 2000;
/** A run with so many faults tells nothing more by going on. */
const MOST_FAULTS = 50;
/** How long the server may take to come to rest: longer than any of its own timeouts. */
const REST_MS = 90_000;
const REST_LOOK_MS = 250;

export interface SoakResult {
  readonly seconds: number;
  readonly seed: number;
  readonly samples: readonly Sample[];
  readonly tally: Tally;
  readonly changes: number;
  readonly verdicts: readonly Verdict[];
}

/** Puts a real server under every kind of load for some time, and judges what is left of it. */
export async function soak(
  resources: Resources,
  {
    seconds,
    seed,
    say,
  }: { readonly seconds: number; readonly seed: number; readonly say: (text: string) => void },
): Promise<SoakResult> {
  requireBuiltCli();
  const random = seeded(seed);
  const home = resources.folder();
  const [folder, staging] = [path.join(home, 'shared'), path.join(home, 'staging')];
  mkdirSync(folder);
  mkdirSync(staging);
  say('making files');
  const unchanging = makeUnchangingFiles(folder, random);
  const changing = new ChangingFiles(folder, { staging, random });
  const server = await serveWithPanel(resources, folder, { ports: PORTS });
  const { ports, pid } = server;
  const tally = new Tally();
  const openPanel = (): Promise<PanelClient> =>
    PanelClient.open(server, (fault) => tally.fault('panel', fault));
  const panel = await openPanel();
  const sampler = new Sampler({ pid, port: ports[0]!, panel, tally });
  const anyPort = (): number => oneOf(ports, random);
  const [connections, httpConnections] = [
    new KeptConnections(anyPort),
    new KeptConnections(anyPort),
  ];
  const surroundings: Surroundings = {
    ...{ resources, ports, unchanging, changing, connections, httpConnections },
    ...{ panel, openPanel, tally, random },
  };
  const load = new Load(
    [
      ...unchangingActivities(surroundings),
      ...httpActivities(surroundings),
      ...changingActivities(surroundings),
      ...questionActivities(surroundings),
      ...refusedActivities(surroundings),
      ...troublesomeActivities(surroundings),
      ...programActivities(surroundings),
      ...controlActivities(surroundings),
    ],
    tally,
  );
  const atRest = async (expected?: Footprint): Promise<Footprint> => {
    connections.closeAll();
    httpConnections.closeAll();
    return untilAtRest(sampler, expected);
  };

  say('everything once');
  await load.runEachOnce();
  const before = await atRest();

  say(`${seconds} s of load`);
  const stopSampling = sampler.start(SAMPLE_EVERY_MS);
  const stopReporting = reportEveryMinute(sampler, say);
  const isOver = (): boolean => !server.isRunning() || tally.total('faults') >= MOST_FAULTS;
  await load.runFor(seconds, isOver);
  await stopSampling();
  stopReporting();
  if (!server.isRunning()) {
    throw new Error(`The server ended with ${await server.ended}. ${server.errors()}`);
  }

  say('waiting for rest');
  const after = await atRest(before);
  const listedNames = await cachedNames(ports[0]!);
  // The panel is told of changes ten times a second.
  await until(() => panel.transfers === 0 && isDeepStrictEqual(listedNames, panel.cachedNames));
  const [shownNames, shownTransfers] = [panel.cachedNames, panel.transfers];
  await panel.call('cache.clear', {});
  const cleared = await sampler.footprint();
  const { problems } = await panel.call('diagnostics', {});
  const verdicts = judge({
    ...{ seconds, samples: sampler.samples, before, after, cleared },
    ...{ listedNames, shownNames, shownTransfers },
    problems: problems.map(({ where, message }) => `${where}: ${message}`),
    faults: tally.total('faults'),
  });
  await panel.close();
  await server.stop();
  const { samples } = sampler;
  return { seconds, seed, samples, tally, changes: changing.changes, verdicts };
}

/** Oldest first. */
async function cachedNames(port: number): Promise<string[]> {
  const client = await connectTo(port);
  const { lines } = await client.list();
  client.close();
  return lines.map(({ name }) => name as string);
}

/** Looks until nobody is connected, nothing is held and, if told what to expect, that is so. */
async function untilAtRest(sampler: Sampler, expected?: Footprint): Promise<Footprint> {
  let last = await sampler.footprint();
  let lookedAgain = last;
  await until(async () => {
    last = lookedAgain;
    lookedAgain = await sampler.footprint();
    const isSteady =
      last.descriptors === lookedAgain.descriptors && last.threads === lookedAgain.threads;
    const isExpected =
      expected === undefined ||
      (lookedAgain.descriptors === expected.descriptors &&
        lookedAgain.threads === expected.threads);
    return isSteady && isExpected && lookedAgain.connections === 0 && lookedAgain.heldBytes === 0;
  });
  return lookedAgain;
}

/** Resolves when something is so, or has not become so for as long as it may take. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + REST_MS;
  do {
    if (await isSo()) return;
    await pause(REST_LOOK_MS);
  } while (performance.now() < endMs);
}

function reportEveryMinute(sampler: Sampler, say: (text: string) => void): () => void {
  const timer = setInterval(() => {
    const last = sampler.samples.at(-1);
    if (last === undefined) return;
    const mib = (last.residentBytes ?? Number.NaN) / 1024 ** 2;
    say(
      `${Math.round(last.atSeconds)} s: ${mib.toFixed(0)} MiB resident, ${last.requestsDone} requests, ${last.faults} faults`,
    );
  }, 60_000);
  return () => clearInterval(timer);
}
