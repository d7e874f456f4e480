/** A mark that looks the wrong way. */
export interface WrongWay {
  /** Code units of the text. */
  readonly at: number;
  /** The mark that belongs there. */
  readonly mark: string;
}

/**
 * The one double quote of a paragraph that looks the wrong way: “……“ or ”……”. Undefined where the quotes are in order, where
 * they nest, and where more than one would have to be turned, so that it is not clear which. Linear.
 */
export function wrongWayQuoteIn(text: string): WrongWay | undefined {
  let wrong: WrongWay | undefined;
  let count = 0;
  let opens = 0;
  let wrongs = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x201c && code !== 0x201d) continue;
    if (code === 0x201c) opens++;
    const expected = count % 2 === 0 ? 0x201c : 0x201d;
    if (code !== expected) {
      wrongs++;
      wrong ??= { at: i, mark: String.fromCharCode(expected) };
    }
    count++;
  }
  return count % 2 === 0 && opens * 2 !== count && wrongs === 1 ? wrong : undefined;
}
