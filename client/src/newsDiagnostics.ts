import * as vscode from 'vscode';
import { DiagnosticCollectionSource, type LanguageClientOptions } from 'vscode-languageclient';
import { NEWS } from './news.ts';

/** Keeps what the server finds in files out of documents that are open in another language: their language was chosen. */
export const newsDiagnostics: NonNullable<LanguageClientOptions['diagnosticCollectionProvider']> = {
  create(name, source) {
    const shown = vscode.languages.createDiagnosticCollection(name);
    return source === DiagnosticCollectionSource.pull ? new NewsDiagnostics(shown) : shown;
  },
  dispose: (collection) => collection.dispose(),
};

class NewsDiagnostics implements vscode.DiagnosticCollection {
  readonly #shown: vscode.DiagnosticCollection;
  /** Diagnostics of documents that are open in another language. */
  readonly #hidden = new Map<string, readonly vscode.Diagnostic[]>();
  readonly #watching: vscode.Disposable;

  constructor(shown: vscode.DiagnosticCollection) {
    this.#shown = shown;
    const follow = ({ uri }: vscode.TextDocument) => {
      const diagnostics = this.get(uri);
      if (diagnostics) this.set(uri, diagnostics);
    };
    this.#watching = vscode.Disposable.from(vscode.workspace.onDidOpenTextDocument(follow), vscode.workspace.onDidCloseTextDocument(follow));
  }

  get name(): string {
    return this.#shown.name;
  }

  set(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[] | undefined): void;
  set(entries: readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined][]): void;
  set(given: vscode.Uri | readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined][], diagnostics?: readonly vscode.Diagnostic[]): void {
    if (!(given instanceof vscode.Uri)) {
      for (const [uri, some] of given) this.set(uri, some);
      return;
    }
    const key = given.toString();
    const isOther = vscode.workspace.textDocuments.some(({ uri, languageId, isClosed }) => !isClosed && languageId !== NEWS && uri.toString() === key);
    if (isOther && diagnostics && diagnostics.length > 0) this.#hidden.set(key, diagnostics);
    else this.#hidden.delete(key);
    this.#shown.set(given, isOther ? undefined : diagnostics);
  }

  delete(uri: vscode.Uri): void {
    this.#hidden.delete(uri.toString());
    this.#shown.delete(uri);
  }

  clear(): void {
    this.#hidden.clear();
    this.#shown.clear();
  }

  forEach(callback: (uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[], collection: vscode.DiagnosticCollection) => void): void {
    this.#shown.forEach((uri, diagnostics) => callback(uri, diagnostics, this));
  }

  get(uri: vscode.Uri): readonly vscode.Diagnostic[] | undefined {
    return this.#hidden.get(uri.toString()) ?? this.#shown.get(uri);
  }

  has(uri: vscode.Uri): boolean {
    return this.#hidden.has(uri.toString()) || this.#shown.has(uri);
  }

  [Symbol.iterator](): Iterator<[uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]]> {
    return this.#shown[Symbol.iterator]();
  }

  dispose(): void {
    this.#watching.dispose();
    this.#hidden.clear();
    this.#shown.dispose();
  }
}
