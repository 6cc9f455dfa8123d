import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { words } from '../../shared/i18n/index.ts'

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`)
  ))
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

test('both languages say the same things with the same values', () => {
  const english = leaves(words.en)
  const danish = new Map(leaves(words.da))
  assert.deepEqual([...danish.keys()].sort(), english.map(([key]) => key).sort())
  for (const [key, text] of english) {
    // A plural form may leave the number out where it is one.
    if (key.endsWith('_one')) continue
    assert.deepEqual(placeholders(danish.get(key)!), placeholders(text), key)
  }
})

test('nothing is left unsaid', () => {
  for (const language of ['en', 'da'] as const) {
    for (const [key, text] of leaves(words[language])) assert.notEqual(text.trim(), '', `${language} ${key}`)
  }
})

test('what has one form for one has another for many', () => {
  const keys = new Set(leaves(words.en).map(([key]) => key))
  for (const key of keys) {
    if (key.endsWith('_one')) assert.ok(keys.has(key.replace(/_one$/, '_other')), key)
    if (key.endsWith('_other')) assert.ok(keys.has(key.replace(/_other$/, '_one')), key)
  }
})

test('no sentence of a screen stands in its code', () => {
  const root = path.resolve(import.meta.dirname, '../../renderer')
  const screens = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  const spoken = screens.flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    // Text between tags of two letters and more that begins a word, and attributes that are read out.
    const texts = [...source.matchAll(/>\s*([A-ZÆØÅ][a-zæøå]+ [\wæøå ,.]*)\s*</g), ...source.matchAll(/\b(?:aria-label|label|placeholder|title|description)="([^"]*[A-Za-z]{2}[^"]*)"/g)]
    // The names of keys are the same in every language.
    return texts.filter(([, text]) => !/^(Ctrl|Alt|Shift|Enter|Esc)\b/.test(text!)).map(([, text]) => `${file}: ${text}`)
  })
  assert.deepEqual(spoken, [])
})
