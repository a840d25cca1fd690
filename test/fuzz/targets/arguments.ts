import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { Writable } from 'node:stream';
import type { run as runProgram } from '../../../src/cli/run.ts';
import { openTerminal } from '../../../src/cli/output/terminal.ts';
import { anyCommandLine, anyEnvironment } from '../make/words.ts';
import { target } from '../target.ts';

const COMMANDS = new URL('../../../src/cli/commands/', import.meta.url).href;
const PARSED_ONLY = new URL('./parsed-only.ts', import.meta.url).href;

const DONE = 0;
const USAGE = 2;
const LOCAL = 4;

interface CommandLine {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

type Run = typeof runProgram;

let run: Run | undefined;

/**
 * Command lines of all three programs, up to where a command would begin its work: what it would have
 * been told is in order, or there is one line that says what to do, and the right exit code.
 */
export const argumentsTarget = target<CommandLine>('arguments', {
  make: (random) => ({ words: anyCommandLine(random), environment: anyEnvironment(random) }),
  check: async ({ words: [program = '', ...words], environment }) => {
    run ??= await withoutCommands();
    const out = collector();
    const err = collector();
    const terminal = openTerminal(out.stream, err.stream, environment);
    const code = await run({ terminal, environment, program }, words);
    const errors = err.text();
    if (code === DONE) {
      assert.equal(errors, '', 'done, and yet an error');
      return 'accepted';
    }
    assert.ok(code === USAGE || code === LOCAL, `exit code ${code}: ${errors}`);
    if (errors === '') {
      assert.match(out.text() + errors, /^$/, 'no error was told');
      assert.fail('neither an error nor help');
    }
    // Without a command there is the whole help in place of one line.
    if (errors.startsWith('Usage: ')) return 'refused';
    assert.match(errors, /^[^\n]+: error: [^\n]+\n$/, 'not one line');
    assert.ok(errors.startsWith(`${program}: `), 'another program speaks');
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(errors), 'control characters');
    assert.ok(!errors.includes('should not have happened'), errors);
    return 'refused';
  },
});

/** The command line with a stub in place of every command, so that nothing is started or asked. */
async function withoutCommands(): Promise<Run> {
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      return resolved.url.startsWith(COMMANDS) ? { ...resolved, url: PARSED_ONLY } : resolved;
    },
  });
  return (await import('../../../src/cli/run.ts')).run;
}

function collector(): { readonly stream: NodeJS.WriteStream; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk: unknown, _encoding, written) => {
      text += String(chunk);
      written();
    },
  });
  return { stream: stream as never, text: () => text };
}
