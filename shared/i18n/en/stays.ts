export const stays = {}
