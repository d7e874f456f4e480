import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Answers a server that has no file system of its own: it asks for the files of the folder and for their bytes. */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest('kanwu/findFiles', async ({ include, exclude }: { include: string[]; exclude: string[] }) => {
    const uris = await vscode.workspace.findFiles(anyOf(include), exclude.length > 0 ? anyOf(exclude) : null);
    return uris.map((uri) => client.code2ProtocolConverter.asUri(uri));
  });
  client.onRequest('kanwu/statFile', async ({ uri }: { uri: string }) => {
    try {
      const { size, mtime } = await vscode.workspace.fs.stat(client.protocol2CodeConverter.asUri(uri));
      return { size, modified: mtime };
    } catch {
      return null;
    }
  });
  client.onRequest('kanwu/readFile', async ({ uri, maxBytes }: { uri: string; maxBytes: number }) => {
    const file = client.protocol2CodeConverter.asUri(uri);
    try {
      const { size } = await vscode.workspace.fs.stat(file);
      return { size, bytes: size > maxBytes ? null : base64(await vscode.workspace.fs.readFile(file)) };
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
      throw error;
    }
  });
}

function anyOf(globs: readonly string[]): string {
  return globs.length === 1 ? globs[0]! : `{${globs.join(',')}}`;
}

/** In pieces, because a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
