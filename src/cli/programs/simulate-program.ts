import { Option, type Command } from 'commander';
import { POLICY_NAMES, TRACE_FORMATS } from '../../shared/laboratory-names.ts';
import type { Context } from '../context.ts';
import { SIMULATE_SETTING_KEYS } from '../settings/setting-groups.ts';
import { addExamples, addSettings, type Finish } from './program-parts.ts';

/** `fifolio simulate TRACE`. */
export function addSimulate(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      command
        .command('simulate')
        .description(
          'what caches of other sizes, or with other rules, would have done with recorded requests',
        )
        .argument('[trace]', 'the recording, also as .gz or .zst; - reads standard input')
        .option(
          '--policy <policy...>',
          `rules of the cache: ${POLICY_NAMES.join(', ')} (default: all)`,
        )
        .option(
          '--capacity <size...>',
          'sizes of the cache, such as 64MiB, or 10% of all that was asked for (default: 64MiB)',
        )
        .addOption(
          new Option(
            '--format <format>',
            'how the trace is written (default: as it looks)',
          ).choices(TRACE_FORMATS),
        )
        .option(
          '--columns <id,size>',
          'columns of ids and sizes in a libcachesim-csv, from 1 (default: as its first line says, or 2,3)',
        )
        .option('--curve <file>', 'draw the miss ratio over the size of the cache, as SVG'),
      SIMULATE_SETTING_KEYS,
    ),
    [
      'fifolio simulate requests.csv',
      'fifolio simulate requests.csv --policy FIFO SIEVE --capacity 32MiB 64MiB 128MiB --json',
      'fifolio simulate cluster52.oracleGeneral.zst --capacity 1% 10% --curve curve.svg',
      'fifolio simulate cloudPhysicsIO.csv --columns 5,4 --capacity 1GiB',
    ],
  ).action(async (trace: string | undefined, flags: Record<string, unknown>) => {
    const { simulate } = await import('../commands/simulate.ts');
    finish(await simulate(context, { ...flags, trace }));
  });
}
