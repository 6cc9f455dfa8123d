/** Text as people compare it: Søren finds soren, ÅSE finds ase. SQLite's own folding knows ASCII only. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[æœøðþłđß]/g, (letter) => LETTERS[letter] ?? letter).trim()
}

// Letters that Unicode does not take apart.
const LETTERS: Record<string, string> = { æ: 'ae', œ: 'oe', ø: 'o', ð: 'd', þ: 'th', ł: 'l', đ: 'd', ß: 'ss' }

/** A LIKE pattern that finds the beginning of any word of a search key; keys begin with a space. */
export function wordBeginning(text: string): string {
  return `% ${fold(text).replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
}
