/** The path of a link to a name, or to a folder with `/` behind it; every part is percent-encoded. */
export function pathOfName(name: string): string {
  return `/${name.split('/').map(encodeURIComponent).join('/')}`;
}
