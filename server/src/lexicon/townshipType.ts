/** Ends of names of townships that are kept apart from the rest of the name; the empty one for what ends otherwise (农场, 开发区). */
export const TOWNSHIP_TYPES = ['', '镇', '乡', '街道', '苏木', '地区', '农场', '林场', '经济开发区'] as const;
