import type { DocumentId, FileSystem } from '../src/workspace/fileSystem.ts';

/** Files that are only said to exist: text is stored as UTF-8, an Error is thrown when its file is read. */
export class InMemoryFiles implements FileSystem {
  readonly #files = new Map<string, Uint8Array | Error>();
  /** Called before each read; what it does to the files happens while the read is under way. */
  onRead: (path: string) => void = () => {};

  constructor(files: Readonly<Record<string, string | Uint8Array | Error>> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  /** Grows with every write, and stands for the time of change. */
  #time = 0;
  readonly #times = new Map<string, number>();

  write(path: string, content: string | Uint8Array | Error): void {
    this.#times.set(path, ++this.#time);
    this.#files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  /** The id of the document at a path. */
  id(path: string): DocumentId {
    return `memory:/${path}`;
  }

  pathOf(document: DocumentId): string | undefined {
    return document.startsWith('memory:/') ? document.slice('memory:/'.length) : undefined;
  }

  async *list(filter: Parameters<FileSystem['list']>[0]): AsyncGenerator<DocumentId> {
    for (const path of [...this.#files.keys()].sort()) if (filter.matches(path)) yield this.id(path);
  }

  async read(document: DocumentId, maxBytes: number) {
    const path = this.pathOf(document)!;
    this.onRead(path);
    await Promise.resolve();
    const content = this.#files.get(path);
    if (content === undefined) return undefined;
    if (content instanceof Error) throw content;
    return { size: content.length, modified: this.#times.get(path)!, bytes: content.length > maxBytes ? undefined : content };
  }

  async stat(document: DocumentId) {
    await Promise.resolve();
    const path = this.pathOf(document)!;
    const content = this.#files.get(path);
    return content && !(content instanceof Error) ? { size: content.length, modified: this.#times.get(path)! } : undefined;
  }
}
