import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { DocumentId, FileSystem } from '../workspace/fileSystem.ts';
import { wrongEncoding, type WrongEncoding } from '../workspace/wrongEncoding.ts';
import { SOURCE } from './diagnosticData.ts';
import type { Words } from './words/words.ts';

/** The code of the diagnostic; clients that can open a file in another encoding offer it there. */
export const WRONG_ENCODING = 'wrong-encoding';

/** A file larger than this is not compared with what the editor shows of it. Bytes. */
const LARGEST = 20_000_000;

/** Knows which open documents the editor has read in the wrong encoding. */
export interface EncodingNotices {
  /** Compares a document that was opened, or whose file has changed, with its file. */
  check(document: DocumentId): Promise<void>;
  /** The text has changed: where there was a notice, it may have been opened anew. */
  changed(document: DocumentId): Promise<void>;
  closed(document: DocumentId): void;
  /** Undefined where nothing is wrong, or nothing is known yet. */
  of(document: DocumentId): WrongEncoding | undefined;
}

/** What the notices need. `textOf` gives undefined for a document that is not open; `report` hears that a notice came or went. */
export interface EncodingNoticesHost {
  readonly fileSystem: FileSystem;
  textOf(document: DocumentId): string | undefined;
  report(document: DocumentId): void;
}

/** Creates the notices; there are none until {@link EncodingNotices.check} is called. Only files of this machine (scheme `file`) are looked at. */
export function createEncodingNotices({ fileSystem, textOf, report }: EncodingNoticesHost): EncodingNotices {
  const wrong = new Map<DocumentId, WrongEncoding>();
  const check = async (document: DocumentId) => {
    if (!document.startsWith('file:')) return;
    const content = await fileSystem.read(document, LARGEST);
    const text = textOf(document);
    const found = content?.bytes && text !== undefined ? wrongEncoding(text, content.bytes) : undefined;
    const before = wrong.get(document);
    if (found) wrong.set(document, found);
    else wrong.delete(document);
    if (before?.encoding !== found?.encoding) report(document);
  };
  return {
    check,
    async changed(document) {
      if (wrong.has(document)) await check(document);
    },
    closed: (document) => void wrong.delete(document),
    of: (document) => wrong.get(document),
  };
}

/** The notice as a diagnostic on the first line; empty without one. */
export function encodingDiagnostics(notice: WrongEncoding | undefined, words: Words): Diagnostic[] {
  if (!notice) return [];
  const message = words.wrongEncoding(nameOfEncoding(notice.encoding), notice.openedAs && nameOfEncoding(notice.openedAs), notice.lost);
  return [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, message, severity: DiagnosticSeverity.Error, source: SOURCE, code: WRONG_ENCODING, data: { encoding: notice.encoding } }];
}

/** The name of an encoding as people write it. */
export function nameOfEncoding(encoding: NonNullable<WrongEncoding['openedAs']>): string {
  return { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE', gb18030: 'GB18030', gb2312: 'GB 2312', big5: 'Big5', 'windows-1252': 'Windows-1252' }[encoding];
}
