export interface PageRequest { page?: number, limit?: number }

export interface PageAnswer<Item> { items: Item[], total: number, page: number, limit: number, pages: number }

/** A page of a list: `page` from 1, `limit` at most 100 (contract, section 2). */
export function pageOf<Row, Item>(
  request: PageRequest,
  source: { count: () => number, rows: (limit: number, offset: number) => Row[], show: (row: Row) => Item },
  usualLimit = 25,
): PageAnswer<Item> {
  const page = request.page ?? 1
  const limit = Math.min(request.limit ?? usualLimit, 100)
  const total = source.count()
  const rows = source.rows(limit, (page - 1) * limit)
  return { items: rows.map(source.show), total, page, limit, pages: Math.ceil(total / limit) }
}
