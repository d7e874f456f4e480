import { encodeBig5Pair } from '../../text/big5.ts';
import { encodePair } from '../../text/gbk.ts';
import { windows1252Byte } from '../../text/windows1252.ts';

/** In which encoding text was written, and in which one it was read. */
export interface Misreading {
  readonly wrote: 'utf-8' | 'gb18030' | 'big5';
  readonly read: 'gb18030' | 'big5' | 'windows-1252';
}

/** Every wrong reading that is undone; the order gives each its number. */
export const MISREADINGS: readonly Misreading[] = [
  { wrote: 'utf-8', read: 'gb18030' },
  { wrote: 'utf-8', read: 'windows-1252' },
  { wrote: 'gb18030', read: 'windows-1252' },
  { wrote: 'big5', read: 'windows-1252' },
  { wrote: 'big5', read: 'gb18030' },
  { wrote: 'gb18030', read: 'big5' },
];

/** What {@link bytesRead} gives for U+FFFD: one or more bytes that the reading lost. */
export const LOST = -2;

/**
 * The bytes that a code unit was read from: one byte, or two as one number above 0xFF; {@link LOST} for U+FFFD, -1 for a
 * character that the encoding does not have. The euro sign is byte 80, as the web reads GBK.
 */
export function bytesRead(code: number, read: Misreading['read']): number {
  if (code < 0x80) return code;
  if (code === 0xfffd) return LOST;
  if (read === 'windows-1252') return windows1252Byte(code);
  if (read === 'big5') return encodeBig5Pair(code) || -1;
  return code === 0x20ac ? 0x80 : encodePair(code) || -1;
}

/** The name of an encoding as people write it. */
export function nameOf(encoding: Misreading['read'] | Misreading['wrote']): string {
  return { 'utf-8': 'UTF-8', gb18030: 'GBK', big5: 'Big5', 'windows-1252': 'Windows-1252 (Latin-1)' }[encoding];
}
