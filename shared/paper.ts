/** What a calendar is printed on, the long side lying. */
export const PAPERS = ['A4', 'A3'] as const
export type Paper = (typeof PAPERS)[number]

export function isPaper(value: unknown): value is Paper {
  return PAPERS.some((paper) => paper === value)
}
