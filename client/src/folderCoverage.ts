/** What the server says of the folder with `kanwu/coverageChanged`, as far as it is shown here. */
export interface FolderCoverage {
  readonly state: 'idle' | 'indexing' | 'complete' | 'cancelled';
  readonly files: number;
  readonly indexed: number;
  readonly skippedCount: number;
  /** Files left out, with the reason in words. */
  readonly skipped: readonly { readonly document: string; readonly message: string }[];
}
