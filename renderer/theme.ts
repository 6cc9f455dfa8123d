import { createTheme, mergeThemeOverrides, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import type { Say } from './i18n.ts'

/** The one accent: the blue-green of deep water. White text on 7 and darker holds AA; 3 and lighter hold it on dark. */
const fjord: MantineColorsTuple = [
  '#eaf6f8', '#d6ebef', '#aed7df', '#7fc0cc', '#57abba', '#3798a9', '#22859a', '#17707f', '#115a67', '#0b434e',
]

/** A grey with a trace of the accent, so that surfaces look of one piece. */
const dark: MantineColorsTuple = [
  '#d3d9dc', '#b8c1c6', '#98a4aa', '#66747b', '#48555c', '#354148', '#2a353b', '#1f282d', '#182024', '#11181b',
]

const theme = createTheme({
  primaryColor: 'fjord',
  primaryShade: { light: 7, dark: 7 },
  colors: { fjord, dark },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: '"Inter", "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", monospace',
  // A tool used all day: 13.5 px text, and the rest in proportion.
  fontSizes: { xs: '0.75rem', sm: '0.844rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '0.875rem', lg: '1.25rem', xl: '2rem' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    // Tab and a digit: what stood there is replaced, or one night becomes twelve.
    NumberInput: { defaultProps: { size: 'xs', selectAllOnFocus: true } },
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    FileInput: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' }, styles: { root: { background: 'var(--sk-calm-soft)' } } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'sm' } },
    DateInput: { defaultProps: { size: 'xs' } },
    DatePickerInput: { defaultProps: { size: 'xs' } },
    TimeInput: { defaultProps: { size: 'xs' } },
    Pagination: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    // A head of a dialog is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { styles: { title: { fontSize: '1rem', fontWeight: 620 } }, defaultProps: { transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.35 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.2 } } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', highlightOnHover: true } },
  },
})

/** The theme with the words that its components need, in the reader's language. */
export function themeIn(say: Say) {
  const closing = { closeButtonProps: { 'aria-label': say('common.close') } }
  const clearing = { clearButtonProps: { 'aria-label': say('common.clear') } }
  return mergeThemeOverrides(theme, {
    components: {
      Modal: { defaultProps: closing }, Drawer: { defaultProps: closing }, Notification: { defaultProps: closing }, Alert: { defaultProps: { closeButtonLabel: say('common.close') } },
      Select: { defaultProps: clearing }, DateInput: { defaultProps: clearing }, FileInput: { defaultProps: clearing },
    },
  })
}

/** Where Mantine's greys and reds are too pale for AA on our surfaces, and the surfaces of our own. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-line-height': '1.45',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b2528',
    '--mantine-color-dimmed': '#56646a',
    '--mantine-color-placeholder': '#667379',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#115a67',
    '--sk-page': '#f4f7f8',
    '--sk-line': '#dde4e7',
    '--sk-hover': '#edf3f5',
    '--sk-selected': '#dcedf1',
    '--sk-good': '#1d6b3a', '--sk-good-soft': '#dff3e5',
    '--sk-warn': '#7a4d00', '--sk-warn-soft': '#fdefd0',
    '--sk-bad': '#a3221b', '--sk-bad-soft': '#fce4e1',
    '--sk-info': '#0f5a8a', '--sk-info-soft': '#dcedf9',
    '--sk-calm': '#4a575d', '--sk-calm-soft': '#e8edef',
    '--sk-accent': '#115a67', '--sk-accent-soft': '#d6ebef',
  },
  dark: {
    '--mantine-color-body': '#1f282d',
    '--mantine-color-text': '#dde4e7',
    '--mantine-color-dimmed': '#a3b0b6',
    '--mantine-color-placeholder': '#98a4aa',
    '--mantine-color-error': '#ff9a91',
    '--mantine-color-anchor': '#7fc0cc',
    '--sk-page': '#182024',
    '--sk-line': '#354148',
    '--sk-hover': '#28333a',
    '--sk-selected': '#1f434c',
    '--sk-good': '#8fdca9', '--sk-good-soft': '#1d3d2b',
    '--sk-warn': '#f2c66d', '--sk-warn-soft': '#43351a',
    '--sk-bad': '#ffa8a0', '--sk-bad-soft': '#4a2523',
    '--sk-info': '#93cbf3', '--sk-info-soft': '#1c394d',
    '--sk-calm': '#b3bec3', '--sk-calm-soft': '#2f3a40',
    '--sk-accent': '#9fd3dd', '--sk-accent-soft': '#1f434c',
  },
})
