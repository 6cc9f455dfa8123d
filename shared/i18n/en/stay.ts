export const stay = {}
