/** Groups of peoples whose names are told apart by their pieces. */
export const NAME_PEOPLES = ['uyghur-kazakh', 'tibetan', 'mongolian', 'yi-qiang-others'] as const;
export type NamePeople = (typeof NAME_PEOPLES)[number];
