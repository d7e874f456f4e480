/** The language id of Chinese news text. */
export const NEWS = 'cn-news';
