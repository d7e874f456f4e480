import { URI } from 'vscode-uri';
import { baseOf, type DocumentId } from '../workspace/fileSystem.ts';

/** The identity of a document: its URI in one spelling, however the client escapes it. What is no URI stands for itself. */
export function documentId(uri: string): DocumentId {
  try {
    return URI.parse(uri, true).toString();
  } catch {
    return uri;
  }
}

/**
 * The path of a document below the first of the folders that holds it, unescaped, with `/` between parts; undefined where none does.
 * Folders are given as document ids, with or without a slash at the end.
 */
export function pathBelow(folders: readonly DocumentId[], document: DocumentId): string | undefined {
  for (const folder of folders) {
    const base = baseOf(folder);
    if (!document.startsWith(base)) continue;
    const path = document.slice(base.length);
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }
  return undefined;
}
