/** The beginning that all names below a folder share: `photos`, `./photos/` and `photos/` to `photos/`; all names for ``. */
export function folderPrefix(folder: string): string {
  const bare = folder.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  return bare === '' || bare === '.' ? '' : `${bare}/`;
}
