import type { Connection } from 'vscode-languageserver';
import type { DocumentId, FileFilter, FileSystem } from '../workspace/fileSystem.ts';
import { findFilesRequest, readFileRequest, statFileRequest } from './customMessages.ts';
import { documentId, pathBelow } from './uris.ts';

/** Files as the client sees them, for a server without a file system of its own. The client must answer `kanwu/findFiles` and `kanwu/readFile`; where it answers `kanwu/statFile`, what has not changed is not read again. */
export function clientFileSystem(connection: Connection, folders: readonly DocumentId[], globs: { readonly include: readonly string[]; readonly exclude: readonly string[] }): FileSystem {
  const pathOf = (document: DocumentId) => pathBelow(folders, document);
  return {
    pathOf,
    async *list(filter: FileFilter) {
      const uris = await connection.sendRequest(findFilesRequest, globs);
      for (const uri of [...uris].map(documentId).sort()) {
        const path = pathOf(uri);
        if (path !== undefined && filter.matches(path)) yield uri;
      }
    },
    async stat(document) {
      try {
        return (await connection.sendRequest(statFileRequest, { uri: document })) ?? undefined;
      } catch {
        return undefined;
      }
    },
    async read(document, maxBytes) {
      const content = await connection.sendRequest(readFileRequest, { uri: document, maxBytes });
      if (content === null) return undefined;
      return { size: content.size, bytes: content.bytes === null ? undefined : fromBase64(content.bytes) };
    },
  };
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
