import type { Context } from '../context.ts';
import { COMPLETION_SCRIPTS } from '../completion/scripts.ts';
import type { Shell } from '../completion/shells.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';

/** Prints the script that makes a shell complete the words of all three programs. */
export function completions({ terminal }: Context, shell: Shell): ExitCode {
  terminal.out.write(COMPLETION_SCRIPTS[shell]);
  return EXIT.done;
}
