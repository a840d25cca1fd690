import type { DoctorReport } from '../../shared/contract-doctor.ts';
import { findingText, findingTone } from '../../shared/doctor-sentences.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { examine, examinePort } from '../../host/doctor/doctor.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { DOCTOR_SETTING_KEYS } from '../settings/setting-groups.ts';
import { DEFAULT_PORT } from '../settings/settings.ts';
import type { RawFlags } from '../settings/settings.ts';

/** Prints why a server cannot be reached; without one, why others cannot reach this computer's. */
export async function doctor(
  context: Context,
  server: Endpoint | undefined,
  flags: RawFlags,
): Promise<ExitCode> {
  const settings = await loadSettings(DOCTOR_SETTING_KEYS, flags, context.environment);
  const { port = [DEFAULT_PORT], json } = settings;
  const reports =
    server === undefined ? await Promise.all(port.map(examinePort)) : [await examine(server)];
  for (const report of reports) {
    if (json === true) context.terminal.out.line(visibleJson(report));
    else print(context, report);
  }
  const isFine = reports.every(({ findings }) =>
    findings.every((finding) => findingTone(finding) !== 'bad'),
  );
  return isFine ? EXIT.done : EXIT.connection;
}

const SIGNS = { good: '✓', perhaps: '?', bad: '✗' } as const;

function print({ terminal }: Context, { address, findings }: DoctorReport): void {
  const { out } = terminal;
  const { bold, cyan, green, red, yellow } = out.colors;
  const paint = { good: green, perhaps: yellow, bad: red };
  out.line(bold(visibleText(address)));
  for (const finding of findings) {
    const { what, advice, command } = findingText(finding);
    const tone = findingTone(finding);
    out.line(`${paint[tone](SIGNS[tone])} ${visibleText(what)}`);
    if (advice !== '') out.line(`  ${visibleText(advice)}`);
    if (command !== undefined) out.line(`    ${cyan(visibleText(command))}`);
  }
}
