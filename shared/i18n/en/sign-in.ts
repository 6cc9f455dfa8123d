export const signIn = {
  title: 'Sign in', welcome: 'Front desk',
  username: 'User name', password: 'Password', submit: 'Sign in', unlock: 'Unlock',
  lockedTitle: 'Locked', lockedText: 'What you were doing is kept. Say your password to go on.',
  expiredTitle: 'Your session has ended', expiredText: 'Sign in again to go on; what you typed is kept.',
  other: 'Sign in as somebody else', otherHint: 'What was typed and not saved is then gone.',
  needUsername: 'Type your user name', needPassword: 'Type your password',
  capsLock: 'Caps Lock is on',
  currentPassword: 'Current password', newPassword: 'New password', repeatPassword: 'New password once more',
  passwordHint: 'At least 10 characters; a few words are fine.', passwordShort: 'At least 10 characters, please',
  passwordDiffers: 'The two passwords differ', changeTitle: 'Change password', changed: 'Your password is changed',
}
