/** What the key beside Alt is called on this machine's keyboard. */
export const CONTROL = /mac/i.test(window.skranke?.platform === 'darwin' ? 'mac' : navigator.userAgent) ? '⌘' : 'Ctrl'
