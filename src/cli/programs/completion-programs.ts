import { Argument } from 'commander';
import type { Command } from 'commander';
import { SHELLS } from '../completion/shells.ts';
import type { Shell } from '../completion/shells.ts';
import type { Context } from '../context.ts';
import { addExamples } from './program-parts.ts';
import type { Finish } from './program-parts.ts';

/** `fifolio completions SHELL`, and the command that its scripts call at every Tab. */
export function addCompletions(
  command: Command,
  context: Context,
  finish: Finish,
  programNamed: (name: string) => Command,
): void {
  addExamples(
    command
      .command('completions')
      .description('print a script that completes commands, options and names in a shell')
      .addArgument(new Argument('<shell>', 'the shell that is to read it').choices(SHELLS)),
    [
      'source <(fifolio completions bash)                (in ~/.bashrc)',
      'source <(fifolio completions zsh)                 (in ~/.zshrc, after compinit)',
      'fifolio completions fish | source                 (in ~/.config/fish/config.fish)',
      'fifolio completions powershell | Out-String | Invoke-Expression   (in $PROFILE)',
    ],
  ).action(async (shell: Shell) => {
    const { completions } = await import('../commands/completions.ts');
    finish(completions(context, shell));
  });
  command
    .command('__complete', { hidden: true })
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(async (shell: Shell) => {
      const { complete } = await import('../commands/complete.ts');
      finish(await complete(context, { shell, programNamed }));
    });
}
