import './zod-settings.ts';
import { z } from 'zod';
import { settingsSchema, type Settings } from './contract-settings.ts';
import { trySchema } from './try-schema.ts';

const shellSchema = z.record(z.string(), z.json());

/** What the settings file holds: the panel's settings, and what the shell keeps (its window's place). */
export interface SettingsFile {
  readonly settings: Settings;
  readonly shell: Readonly<Record<string, JsonValue>>;
}

/** Anything that JSON can hold. */
export type JsonValue = z.infer<ReturnType<typeof z.json>>;

const outlineSchema = z.object({
  settings: z.record(z.string(), z.unknown()),
  shell: z.unknown().optional(),
});

/**
 * Takes out of a settings file what fits, setting by setting, and the defaults for the rest.
 * `damaged`: something was there that does not fit. Settings that are missing, as in the file of an
 * older version, and unknown ones, as in that of a newer, are no damage.
 */
export function parseSettingsFile(
  content: unknown,
  defaults: Settings,
): { readonly file: SettingsFile; readonly damaged: boolean } {
  const outline = trySchema(outlineSchema, content);
  if (!outline.success) return { file: { settings: defaults, shell: {} }, damaged: true };
  const found = outline.data.settings;
  const settings: Record<string, unknown> = { ...defaults };
  let damaged = false;
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    if (!Object.hasOwn(found, name)) continue;
    const value = trySchema<z.ZodType>(schema, found[name]);
    if (value.success) settings[name] = value.data;
    else damaged = true;
  }
  const shell = trySchema(shellSchema, outline.data.shell ?? {});
  return {
    file: { settings: settingsSchema.parse(settings), shell: shell.success ? shell.data : {} },
    damaged: damaged || !shell.success,
  };
}
