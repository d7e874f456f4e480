import picomatch from 'picomatch';
import type { FileFilter } from './fileSystem.ts';

/** Makes a filter from globs as VS Code writes them (`**` for any folders, `{a,b}` for either). A bad glob matches nothing. */
export function fileFilter(include: readonly string[], exclude: readonly string[]): FileFilter {
  const options = { dot: true, nocase: true };
  const included = picomatch([...include], options);
  const excluded = exclude.length > 0 ? picomatch([...exclude], options) : () => false;
  return {
    matches: (path) => included(path) && !excluded(path),
    excludesFolder: (path) => excluded(path) || excluded(`${path}/_`),
  };
}
