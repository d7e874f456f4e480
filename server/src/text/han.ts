/** True for a Han character of the Basic Multilingual Plane: unified ideographs, extension A, compatibility ideographs and 〇. `code` is a UTF-16 code unit. */
export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3007;
}
