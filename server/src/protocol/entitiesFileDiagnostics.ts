import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntitiesProblem } from '../workspace/entitiesFile/readEntitiesFile.ts';
import { SOURCE } from './diagnosticData.ts';
import type { Words } from './words/words.ts';

/** The code of what is wrong with an entities file. */
export const ENTITIES_FILE_CODE = 'entities-file';

/** What is wrong with an entities file, one sentence each. */
export function entitiesFileDiagnostics(text: string, problems: readonly EntitiesProblem[], words: Words): Diagnostic[] {
  const document = TextDocument.create('', 'yaml', 0, text);
  return problems.map(({ kind, detail, start, end }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) }, message: `${words.entitiesProblem(kind, detail)} ${words.entitiesStillInForce}`, severity: DiagnosticSeverity.Error, source: SOURCE, code: ENTITIES_FILE_CODE,
  }));
}
