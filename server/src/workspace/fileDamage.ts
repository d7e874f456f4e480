import { type DecodedText, decodeText } from '../text/encodings.ts';
import type { FileAnalysisHost, FileAnalysisOptions } from './analyseFile.ts';
import { DocumentAnalyser, type DocumentAnalysis } from './documentAnalysis.ts';
import type { Cancellation, DocumentId } from './fileSystem.ts';

/** The damage of a file as it is on disk now. */
export interface FileDamage {
  readonly bytes: Uint8Array;
  readonly decoded: DecodedText;
  /** Without entities. */
  readonly analysis: DocumentAnalysis;
}

/** How much text is looked at in one step, in UTF-16 code units. */
const STEP_LENGTH = 20_000;

/** Reads a file and looks for damage in it, in steps between which others have their turn. Undefined where it is gone, too large, no text, or nobody waits for it any more. Rejects where it cannot be read. */
export async function fileDamage({ fileSystem, pause }: Pick<FileAnalysisHost, 'fileSystem' | 'pause'>, document: DocumentId, { maxFileSize, analysis }: Pick<FileAnalysisOptions, 'maxFileSize' | 'analysis'>, cancellation: Cancellation): Promise<FileDamage | undefined> {
  const bytes = (await fileSystem.read(document, maxFileSize))?.bytes;
  if (!bytes) return undefined;
  const decoded = decodeText(bytes);
  if (decoded.binary) return undefined;
  const steps = new DocumentAnalyser(analysis).damageSteps(decoded.text, STEP_LENGTH);
  for (;;) {
    if (cancellation.isCancellationRequested) return undefined;
    const { done, value } = steps.next();
    if (done) return { bytes, decoded, analysis: value };
    await pause();
  }
}
