/** The character dictionaries of opencc-js come without types: `from to1 to2|from to1|…`. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}
